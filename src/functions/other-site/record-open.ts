import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { itemKey, type Item } from "../../role-record/items";
import { announce, type Followers } from "./announce";
import { EpochMoved } from "./errors";
import { lookAtRecord, wasWritten, type RecordTable } from "./record-table";
import type { RecordOperation } from "./request";
import type { Tools } from "./tools";

/**
 * Leads traffic to this site, which is active and verified. Doing it twice is the same as once.
 *
 * @returns the record as it is then.
 * @throws EpochMoved if this site is not the active one of that epoch.
 */
export async function open(
  place: RecordTable,
  followers: Followers,
  { epoch }: RecordOperation<"open">,
  tools: Tools,
): Promise<Item<"record">> {
  const update = new UpdateCommand({
    TableName: place.table,
    Key: itemKey(place.system, "record"),
    UpdateExpression: "SET traffic_site = :site",
    ConditionExpression: "epoch = :epoch AND active_site = :site",
    ExpressionAttributeValues: { ":site": place.site, ":epoch": epoch },
  });
  const isOpen = await wasWritten("UpdateItem", place.client.send(update, { abortSignal: tools.signal }));
  const record = await lookAtRecord(place, tools);
  if (!isOpen) {
    throw new EpochMoved(
      `${place.site} is not active with epoch ${epoch}: ${record.active_site} is, with ${record.epoch}`,
    );
  }
  await announce(followers, place.site, tools);
  return record;
}
