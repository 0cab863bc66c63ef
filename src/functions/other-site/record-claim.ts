import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { itemKey, type Item } from "../../role-record/items";
import { EpochMoved } from "./errors";
import { lookAtRecord, wasWritten, type RecordTable } from "./record-table";
import type { RecordOperation } from "./request";
import type { Tools } from "./tools";

/**
 * Makes this site the active one, if nothing has moved since the epoch that was read. A site that is active in that epoch
 * stays so, and claiming again answers the same.
 *
 * @returns the record as it is then.
 * @throws EpochMoved if somebody else was first.
 */
export async function claim(
  place: RecordTable,
  { epoch, holder }: RecordOperation<"claim">,
  tools: Tools,
): Promise<Item<"record">> {
  const update = new UpdateCommand({
    TableName: place.table,
    Key: itemKey(place.system, "record"),
    UpdateExpression: "SET active_site = :site, epoch = :next, changed_at = :now, changed_by = :holder",
    ConditionExpression: "epoch = :epoch AND active_site <> :site",
    ExpressionAttributeValues: {
      ":site": place.site,
      ":epoch": epoch,
      ":next": epoch + 1,
      ":now": tools.now().toISOString(),
      ":holder": holder,
    },
  });
  const wasClaimed = await wasWritten("UpdateItem", place.client.send(update, { abortSignal: tools.signal }));
  const record = await lookAtRecord(place, tools);
  const isOurs = record.epoch === epoch || record.changed_by === holder;
  if (wasClaimed || (record.active_site === place.site && isOurs)) return record;
  throw new EpochMoved(
    `the epoch is ${record.epoch}, not ${epoch}: ${record.changed_by ?? "somebody"} has made ${record.active_site} active`,
  );
}
