import type { Client } from "pg";
import type { Deadline } from "./deadline";
import { KeyRanges, type KeyRange } from "./key-ranges";
import type { ComparedTable } from "./tables";

/** What came out of comparing a table row by row. */
export interface RowComparison {
  /** Rows of the live database that were looked at. */
  readonly rows: number;
  /** Of those: last changed before the backup, so it must have them. */
  readonly old: number;
  /** Of the old ones: not in the restored database. */
  readonly lost: number;
  /** Of the old ones: there, with another content. */
  readonly changed: number;
  /** Whether time has allowed to look at the whole table. */
  readonly isWhole: boolean;
}

/**
 * Compares the rows of a table, range by range in the order of its primary key, until the deadline.
 *
 * Old rows of the live database must be in the restored one with the same content. The restored one may have more: what
 * was deleted or changed since.
 */
export async function compareRows(
  { live, restored }: { readonly live: Client; readonly restored: Client },
  table: ComparedTable & { readonly changedAt: string },
  cut: Date,
  deadline: Deadline,
): Promise<RowComparison> {
  const ranges = new KeyRanges(table, cut);
  const found = { rows: 0, old: 0, lost: 0, changed: 0 };
  let range: KeyRange | undefined = await ranges.next(live, undefined);
  while (range) {
    found.rows += range.rows;
    found.old += range.old;
    const there = await ranges.whole(restored, range);
    if (there.old !== range.old || there.digest !== range.digest) {
      const oldRows = await ranges.oldRows(live, range);
      const same = await ranges.rowsOf(restored, range, oldRows.keys());
      for (const [key, digest] of oldRows) {
        if (!same.has(key)) found.lost += 1;
        else if (same.get(key) !== digest) found.changed += 1;
      }
    }
    const next = await ranges.next(live, range.last);
    if (next && deadline.isOver()) return { ...found, isWhole: false };
    range = next;
  }
  return { ...found, isWhole: true };
}
