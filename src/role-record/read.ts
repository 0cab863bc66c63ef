import { GetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemKey, items, type Item, type ItemName } from "./items";

/** Who serves, where traffic belongs, and how often that has changed. */
export interface RoleRecord extends Item<"record"> {
  /** Whether the emergency item says so: the primary site took over while the DR region was lost. */
  readonly isEmergency: boolean;
}

/** How to read an item. */
export interface ReadOptions {
  /** Ends the read. @default - it ends as the client is configured */
  readonly abortSignal?: AbortSignal | undefined;
}

/** An item is missing, or holds what it must not. Its message names the system and the item, and nothing of AWS. */
export class RoleTableError extends Error {
  override readonly name = "RoleTableError";
}

/**
 * Reads who serves, as the client's region knows it now: the truth in the DR region; in the primary region a copy that
 * may be behind, beside the emergency item. Of both the higher epoch holds.
 *
 * The emergency item comes first. It is deleted only after the record says the same, so whoever misses it finds that
 * record; the other way round a reader could miss both.
 *
 * @throws RoleTableError if there is neither, or one makes no sense; errors of DynamoDB as they are.
 */
export function readRoleRecord(
  client: DynamoDBDocumentClient,
  table: string,
  system: string,
  options: ReadOptions = {},
): Promise<RoleRecord> {
  return newestRole(system, (name) => readItem(client, table, system, name, options));
}

/** The items that say who serves. */
export const ROLE_ITEMS = ["record", "emergency"] as const satisfies readonly ItemName[];

/** One of them. */
export type RoleItemName = (typeof ROLE_ITEMS)[number];

/**
 * Who serves, from wherever the items are read.
 *
 * @param read answers an item, and undefined where there is none.
 * @throws RoleTableError if there is neither; what `read` throws as it is.
 */
export async function newestRole(
  system: string,
  read: <Name extends RoleItemName>(name: Name) => Promise<Item<Name> | undefined>,
): Promise<RoleRecord> {
  const emergency = await read("emergency");
  const record = await read("record");
  if (emergency && emergency.epoch > (record?.epoch ?? 0)) {
    const { active_site, traffic_site, epoch, changed_at, changed_by } = emergency;
    return { active_site, traffic_site, epoch, changed_at, changed_by, isEmergency: true };
  }
  if (record) return { ...record, isEmergency: false };
  throw new RoleTableError(`there is no role record of ${system}`);
}

/**
 * Reads one item, strongly consistent within the client's region: an old copy would move roles back.
 *
 * @returns undefined where there is none.
 * @throws RoleTableError if it makes no sense; errors of DynamoDB as they are.
 */
export async function readItem<Name extends ItemName>(
  client: DynamoDBDocumentClient,
  table: string,
  system: string,
  name: Name,
  { abortSignal }: ReadOptions = {},
): Promise<Item<Name> | undefined> {
  const found = await readRawItem(client, table, system, name, { abortSignal });
  return found && parseItem(system, name, found);
}

/**
 * Reads one item as `readItem` does, and leaves it as it is.
 *
 * @returns undefined where there is none.
 */
export async function readRawItem(
  client: DynamoDBDocumentClient,
  table: string,
  system: string,
  name: ItemName,
  { abortSignal }: ReadOptions = {},
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const get = new GetCommand({ TableName: table, Key: itemKey(system, name), ConsistentRead: true });
  const { Item: found } = await client.send(get, abortSignal && { abortSignal });
  return found;
}

/**
 * What an item says.
 *
 * @throws RoleTableError if it makes no sense.
 */
export function parseItem<Name extends ItemName>(system: string, name: Name, found: unknown): Item<Name> {
  const { data, error } = items[name].safeParse(found);
  if (!error) return data as Item<Name>;
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new RoleTableError(`the item ${name} of ${system} makes no sense: ${problems.join("; ")}`);
}
