import { GetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
// The namespace import lets the bundler leave out what is not used.
import * as z from "zod";

const site = z.enum(["primary", "dr"]);

/** What the role record says, by the names of its attributes. */
const roleRecord = z.object({ active_site: site, traffic_site: site, epoch: z.int().min(1) });

/** Who serves, where traffic belongs, and how often that has changed. */
export type RoleRecord = z.infer<typeof roleRecord>;

/**
 * Reads the role record as it is now: an old copy would move traffic back.
 *
 * @throws Error if there is none or it can't be understood.
 */
export async function readRoleRecord(
  client: DynamoDBDocumentClient,
  table: string,
  system: string,
): Promise<RoleRecord> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: { system }, ConsistentRead: true }),
  );
  if (!Item) throw new Error(`table ${table} holds no role record of ${system}`);
  return roleRecord.parse(Item);
}
