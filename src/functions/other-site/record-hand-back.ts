import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { itemKey, type Item } from "../../role-record/items";
import { announce, type Followers } from "./announce";
import { EpochMoved, OtherSiteUnreachable } from "./errors";
import { look, lookAtRecord, wasWritten, type RecordTable } from "./record-table";
import type { Tools } from "./tools";

/** How long the copy of the record may take to the primary region, and how often is looked, in milliseconds. */
const REPLICATION_MS = 5_000;
const LOOK_EVERY_MS = 500;

/** What has become of the record. */
export interface HandedBack {
  /** False where there was no emergency, or no more. */
  readonly handedBack: boolean;
  readonly record: Item<"record">;
}

/**
 * Writes what the primary site has decided alone, while the DR region was lost, into the record, and then forgets that it
 * was alone. It can be done again from wherever it broke off.
 *
 * @param truth the table in the DR region.
 * @param copy the table in the primary region, which holds the emergency.
 * @throws EpochMoved if the record has gone on meanwhile: both sites have taken over, and a human must decide.
 */
export async function handBack(
  truth: RecordTable,
  copy: RecordTable,
  followers: Followers,
  tools: Tools,
): Promise<HandedBack> {
  const emergency = await look(copy, "emergency", tools);
  if (!emergency) return { handedBack: false, record: await lookAtRecord(truth, tools) };
  const isWritten = await write(truth, emergency, tools);
  const record = await lookAtRecord(truth, tools);
  if (!isWritten && !isSame(record, emergency)) {
    throw new EpochMoved(
      `the record has epoch ${record.epoch} (${record.active_site}), the emergency ${emergency.epoch}: both sites have taken over`,
    );
  }
  await announce(followers, emergency.traffic_site, tools);
  await waitForCopy(copy, emergency.epoch, tools);
  await forget(copy, emergency.epoch, tools);
  return { handedBack: true, record };
}

function write({ client, table, system }: RecordTable, emergency: Item<"emergency">, { signal }: Tools) {
  const { active_site, traffic_site, epoch, changed_at, changed_by } = emergency;
  const notes = Object.entries({ changed_at, changed_by }).filter(([, value]) => value !== undefined);
  const update = new UpdateCommand({
    TableName: table,
    Key: itemKey(system, "record"),
    UpdateExpression: [
      "SET active_site = :active_site, traffic_site = :traffic_site, epoch = :epoch",
      ...notes.map(([name]) => `${name} = :${name}`),
    ].join(", "),
    ConditionExpression: "epoch < :epoch",
    ExpressionAttributeValues: {
      ":active_site": active_site,
      ":traffic_site": traffic_site,
      ":epoch": epoch,
      ...Object.fromEntries(notes.map(([name, value]) => [`:${name}`, value])),
    },
  });
  return wasWritten("UpdateItem", client.send(update, { abortSignal: signal }));
}

function isSame(record: Item<"record">, emergency: Item<"emergency">): boolean {
  const { epoch, active_site, changed_by } = emergency;
  return record.epoch === epoch && record.active_site === active_site && record.changed_by === changed_by;
}

/** Whoever finds no emergency in the primary region must find the new record there. */
async function waitForCopy(copy: RecordTable, epoch: number, tools: Tools): Promise<void> {
  const until = tools.now().getTime() + REPLICATION_MS;
  for (;;) {
    const record = await look(copy, "record", tools);
    if (record && record.epoch >= epoch) return;
    if (tools.now().getTime() >= until) {
      throw new OtherSiteUnreachable(`the record with epoch ${epoch} has not come to the primary region yet`);
    }
    await tools.sleep(LOOK_EVERY_MS);
  }
}

async function forget(
  { client, table, system }: RecordTable,
  epoch: number,
  { signal }: Tools,
): Promise<void> {
  const forgotten = new DeleteCommand({
    TableName: table,
    Key: itemKey(system, "emergency"),
    ConditionExpression: "epoch = :epoch",
    ExpressionAttributeValues: { ":epoch": epoch },
  });
  await wasWritten("DeleteItem", client.send(forgotten, { abortSignal: signal }));
}
