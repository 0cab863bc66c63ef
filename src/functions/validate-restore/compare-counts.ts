import type { Client } from "pg";
import type { ComparedTable } from "./tables";

/** What came out of counting a table's rows. */
export interface CountComparison {
  readonly live: number;
  readonly restored: number;
  /** Whether the restored database has fewer than may be explained by what was added since. */
  readonly isShort: boolean;
}

/**
 * Counts the rows of a table that says of no row when it was written, or has no primary key: more can't be told. Fails where
 * the restored one is empty, or lacks more than the tolerated share of the live rows.
 *
 * @param tolerancePercent how many per cent of the live rows may have been added since the backup.
 */
export async function compareCounts(
  { live, restored }: { readonly live: Client; readonly restored: Client },
  { name }: ComparedTable,
  tolerancePercent: number,
): Promise<CountComparison> {
  const [here, there] = await Promise.all([countOf(live, name), countOf(restored, name)]);
  const tolerated = Math.ceil((here * tolerancePercent) / 100);
  return { live: here, restored: there, isShort: here > 0 && (there === 0 || here - there > tolerated) };
}

async function countOf(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::float8 AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
}
