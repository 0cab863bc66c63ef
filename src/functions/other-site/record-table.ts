import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Site } from "../../config/site";
import type { Item, ItemName } from "../../role-record/items";
import { readItem } from "../../role-record/read";
import { reach } from "./reach";
import type { Tools } from "./tools";

/** The role table in one region. */
export interface RecordTable {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly system: string;
  /** The site that takes over. */
  readonly site: Site;
}

/** Reads an item as it is now in the table's region; undefined where there is none. */
export function look<Name extends ItemName>(
  { client, table, system }: RecordTable,
  name: Name,
  { signal }: Tools,
): Promise<Item<Name> | undefined> {
  return reach("GetItem", readItem(client, table, system, name, { abortSignal: signal }));
}

/** The role record as it is now. @throws Error if there is none. */
export async function lookAtRecord(table: RecordTable, tools: Tools): Promise<Item<"record">> {
  const record = await look(table, "record", tools);
  if (!record) throw new Error(`there is no role record of ${table.system}`);
  return record;
}

/** Whether a conditional write was made. */
export async function wasWritten(what: string, write: Promise<unknown>): Promise<boolean> {
  try {
    await reach(what, write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
