import type { Client } from "pg";
import { compareCounts } from "./compare-counts";
import { compareRows } from "./compare-rows";
import { compareSchemas, type SchemaDifferences } from "./compare-schemas";
import type { Deadline } from "./deadline";
import { fitForReport } from "./errors";
import { listed, reportOf, type Report, type TableReport } from "./report";
import { readSchema } from "./schema";
import { tablesOfBoth, type ComparedTable } from "./tables";

/**
 * What a transaction that was open when the backup was made may have lasted, in milliseconds: its rows carry the time of its
 * begin, and are not in the backup.
 */
const LONGEST_TRANSACTION = 15 * 60 * 1000;

/** What is compared. */
export interface ValidateProps {
  readonly live: Client;
  readonly restored: Client;
  /** When the backup was made. */
  readonly recoveryPoint: Date;
  /** Tables that must be there whatever the live database has, as `schema.table`. */
  readonly expectedTables: readonly string[];
  /** Per cent of the rows of a table without times that may have been added since the backup. */
  readonly countTolerancePercent: number;
  readonly deadline: Deadline;
}

/** Compares a restored database with the live one: what it is made of, and the rows that are older than the backup. */
export async function validate(props: ValidateProps): Promise<Report> {
  const { live, restored } = props;
  const [here, there] = [await readSchema(live), await readSchema(restored)];
  const schema = compareSchemas(here, there);
  const { tables, unreadable, closed } = await tablesOfBoth(live, restored);
  const problems = [
    ...(tables.length > 0 ? [] : ["there is no table that both databases have and that can be read in both"]),
    ...(closed.length > 0 ? [`not readable in the restored database: ${listed(closed)}`] : []),
    ...schemaProblems(schema),
    ...props.expectedTables
      .filter((table) => !there.objects.has(`table ${table}`))
      .map((table) => `the expected table ${table} is missing`),
  ];
  const reports: TableReport[] = [];
  for (const [index, table] of tables.entries()) {
    try {
      const report = await compareTable(props, table, props.deadline.share(tables.length - index));
      reports.push(report);
      problems.push(...tableProblems(report));
    } catch (error) {
      problems.push(`${table.name} could not be compared: ${fitForReport(error)}`);
    }
  }
  return reportOf({
    schema: { ...schema, objects: here.objects.size },
    tables: reports,
    unreadable,
    problems,
  });
}

async function compareTable(
  props: ValidateProps,
  table: ComparedTable,
  deadline: Deadline,
): Promise<TableReport> {
  const { changedAt } = table;
  if (changedAt === undefined || table.key.length === 0) {
    return { table: table.name, count: await compareCounts(props, table, props.countTolerancePercent) };
  }
  const cut = new Date(props.recoveryPoint.getTime() - LONGEST_TRANSACTION);
  return { table: table.name, rows: await compareRows(props, { ...table, changedAt }, cut, deadline) };
}

function schemaProblems({ missing, different }: SchemaDifferences): string[] {
  return [
    ...(missing.length > 0 ? [`missing: ${listed(missing)}`] : []),
    ...(different.length > 0 ? [`not as in the live database: ${listed(different)}`] : []),
  ];
}

function tableProblems({ table, rows, count }: TableReport): string[] {
  return [
    ...(rows && rows.lost > 0
      ? [`${table}: ${rows.lost} of ${rows.old} rows that are older than the backup are missing`]
      : []),
    ...(rows && rows.changed > 0
      ? [`${table}: ${rows.changed} of ${rows.old} rows that are older than the backup differ`]
      : []),
    ...(count?.isShort ? [`${table}: ${count.restored} rows of ${count.live}`] : []),
  ];
}
