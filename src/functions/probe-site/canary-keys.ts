import { itemKey } from "../../role-record/items";

/** The keys of all items that a probe writes. */
export function writtenKeys(system: string): string[] {
  return (["canary", "canaryOfLastEpoch"] as const).flatMap((name) => Object.values(itemKey(system, name)));
}
