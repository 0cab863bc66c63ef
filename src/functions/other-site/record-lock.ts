import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { itemKey } from "../../role-record/items";
import { LockHeld } from "./errors";
import { look, wasWritten, type RecordTable } from "./record-table";
import type { RecordOperation } from "./request";
import type { Tools } from "./tools";

/**
 * Takes the lock, so that one execution moves roles at a time. Taking it again is the same as once.
 *
 * @throws LockHeld naming who has it, unless it shall be broken.
 */
export async function takeLock(
  place: RecordTable,
  { holder, mode, breakLock }: RecordOperation<"take-lock">,
  tools: Tools,
): Promise<{ readonly holder: string }> {
  const put = new PutCommand({
    TableName: place.table,
    Item: { ...itemKey(place.system, "lock"), holder, mode, taken_at: tools.now().toISOString() },
    ...(!breakLock && {
      ConditionExpression: "attribute_not_exists(holder) OR holder = :holder",
      ExpressionAttributeValues: { ":holder": holder },
    }),
  });
  if (await wasWritten("PutItem", place.client.send(put, { abortSignal: tools.signal }))) return { holder };
  const lock = await look(place, "lock", tools);
  throw new LockHeld(`${lock?.holder ?? "nobody any more"} holds the lock since ${lock?.taken_at ?? "now"}`);
}

/** Gives the lock back. One that is free, or was broken and belongs to somebody else, stays as it is. */
export async function releaseLock(
  place: RecordTable,
  { holder }: RecordOperation<"release-lock">,
  { signal }: Tools,
): Promise<{ readonly released: boolean }> {
  const free = new DeleteCommand({
    TableName: place.table,
    Key: itemKey(place.system, "lock"),
    ConditionExpression: "holder = :holder",
    ExpressionAttributeValues: { ":holder": holder },
  });
  return { released: await wasWritten("DeleteItem", place.client.send(free, { abortSignal: signal })) };
}
