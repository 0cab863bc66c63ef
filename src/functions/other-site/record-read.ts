import type { Item } from "../../role-record/items";
import { look, lookAtRecord, type RecordTable } from "./record-table";
import type { Tools } from "./tools";

/** Who serves, as the primary site knows it. */
export interface RecordThatHolds extends Item<"record"> {
  /** Whether the emergency item says so, which nobody has handed back yet. */
  readonly emergency: boolean;
}

/**
 * Reads the record, and the emergency item of the primary region: of both, the higher epoch holds.
 *
 * @param truth the table in the DR region.
 * @param copy the table in the primary region.
 */
export async function readRecord(
  truth: RecordTable,
  copy: RecordTable,
  tools: Tools,
): Promise<RecordThatHolds> {
  const [emergency, record] = await Promise.all([look(copy, "emergency", tools), lookAtRecord(truth, tools)]);
  if (!emergency || emergency.epoch <= record.epoch) return { ...record, emergency: false };
  const { reason: _, ...holds } = emergency;
  return { ...holds, emergency: true };
}
