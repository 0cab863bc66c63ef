import { itemKey, ROLE_TABLE_KEY } from "../../role-record/items";

/** The key of the last canary of the epoch before, beside the item `canary`, which holds the newest of all. */
export function lastEpochKey(system: string) {
  return { [ROLE_TABLE_KEY]: `${system}#canary-of-last-epoch` };
}

/** The keys of all items that a probe writes. */
export function writtenKeys(system: string): string[] {
  return [itemKey(system, "canary"), lastEpochKey(system)].flatMap((key) => Object.values(key));
}
