import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { RotationError } from "./errors";
import type { Settings } from "./settings";

/** The other region may be lost: its silence must be noticed well within the function's own time. In milliseconds. */
const PATIENCE = { connectionTimeout: 2000, requestTimeout: 3000, throwOnRequestTimeout: true };
const ATTEMPTS = 2;

/**
 * Stops where this site does not serve, or a failover is on its way: a password that is set now may be missing on the
 * site that takes over.
 *
 * @throws RotationError where the site does not serve, or nobody can tell.
 */
export async function requireActiveSite({ roleRecord, site }: Settings): Promise<void> {
  const { table, region, system } = roleRecord;
  const record = await read(table, region, system).catch((error: Error) => {
    throw new RotationError(
      `rotation is paused: can't read which site serves from ${table} in ${region}: ${error.name}`,
    );
  });
  if (!record) {
    throw new RotationError(
      `rotation is paused: ${table} in ${region} does not say which site of ${system} serves`,
    );
  }
  const { active_site: active, traffic_site: traffic } = record;
  if (active === site && traffic === site) return;
  throw new RotationError(
    `rotation is paused: the active site of ${system} is ${String(active)} and its traffic goes to ${String(traffic)}, ` +
      `and this function rotates for ${site}`,
  );
}

async function read(table: string, region: string, system: string) {
  const client = new DynamoDBClient({ region, maxAttempts: ATTEMPTS, requestHandler: PATIENCE });
  try {
    const documents = DynamoDBDocumentClient.from(client);
    const command = new GetCommand({ TableName: table, Key: { system }, ConsistentRead: true });
    return (await documents.send(command)).Item;
  } finally {
    client.destroy();
  }
}
