import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { SITES } from "../../config/site";
import { RoleRecordError, type RoleRecord } from "./role";

const item = z.object({ active_site: z.enum(SITES), epoch: z.number().int().positive() });

/** Where the role record lies. */
export interface RoleReaderProps {
  readonly system: string;
  readonly table: string;
  /** The DR region. */
  readonly region: string;
}

/** Answers a function that reads the role record, strongly consistent and without retries: the watch asks again. */
export function roleReader({ system, table, region }: RoleReaderProps) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region, maxAttempts: 1 }));
  return async (signal: AbortSignal): Promise<RoleRecord> => {
    const get = new GetCommand({ TableName: table, Key: { system }, ConsistentRead: true });
    const { Item } = await client.send(get, { abortSignal: signal });
    if (!Item) throw new RoleRecordError("there is none");
    const { success, data } = item.safeParse(Item);
    if (!success) throw new RoleRecordError("it has no valid active_site and epoch");
    return { activeSite: data.active_site, epoch: data.epoch };
  };
}
