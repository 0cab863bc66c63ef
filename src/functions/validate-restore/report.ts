import type { CountComparison } from "./compare-counts";
import type { RowComparison } from "./compare-rows";
import type { SchemaDifferences } from "./compare-schemas";

/**
 * The longest message that is given to AWS Backup, in characters. No limit is published (PutRestoreValidationResult, API
 * model of the SDK, read 2026-11).
 */
const LONGEST_MESSAGE = 1000;

/** How many entries of one list are named. */
const NAMED = 20;

/** What is said of one table. Names of tables, and numbers: nobody's data. */
export interface TableReport {
  readonly table: string;
  readonly rows?: RowComparison;
  readonly count?: CountComparison;
}

/** What came out of a validation. */
export interface Report {
  readonly status: "SUCCESSFUL" | "FAILED";
  /** In sentences, for people. */
  readonly message: string;
  readonly schema?: SchemaDifferences & { readonly objects: number };
  readonly tables: readonly TableReport[];
  /** Tables that this user may not read: nothing is said of their rows. */
  readonly unreadable: readonly string[];
  readonly problems: readonly string[];
}

/** A report of what was found. */
export function reportOf(found: Omit<Report, "status" | "message">): Report {
  const { problems } = found;
  const status = problems.length === 0 ? "SUCCESSFUL" : "FAILED";
  const message = problems.length === 0 ? summary(found) : problems.join("; ");
  return { ...found, status, message: cut(message) };
}

/** A report of a validation that could not be made. */
export function failure(problem: string): Report {
  return reportOf({ tables: [], unreadable: [], problems: [problem] });
}

/** `a, b, c and 4 more` */
export function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function summary({ schema, tables, unreadable }: Omit<Report, "status" | "message">): string {
  const byRow = tables.flatMap(({ table, rows }) => (rows ? [{ table, ...rows }] : []));
  const counted = tables.filter(({ count }) => count);
  const unfinished = byRow.filter(({ isWhole }) => !isWhole).map(({ table }) => table);
  const old = byRow.reduce((sum, { old: rows }) => sum + rows, 0);
  const newer = schema?.newer ?? [];
  return [
    `${schema?.objects ?? 0} objects of the schema are there`,
    `${old} rows of ${byRow.length} tables are the same`,
    ...(counted.length > 0 ? [`${counted.length} tables could only be counted`] : []),
    ...(unfinished.length > 0 ? [`time was too short for all rows of ${listed(unfinished)}`] : []),
    ...(newer.length > 0 ? [`newer than the backup by a migration: ${listed(newer)}`] : []),
    ...(unreadable.length > 0 ? [`not readable, so not compared: ${listed(unreadable)}`] : []),
  ].join("; ");
}

function cut(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 3)}...`;
}
