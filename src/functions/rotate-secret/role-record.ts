import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { readRoleRecord, RoleTableError } from "../../role-record/read";
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
  const { active_site: active, traffic_site: traffic } = await read(roleRecord).catch((error: Error) => {
    const said = error instanceof RoleTableError ? error.message : error.name;
    throw new RotationError(
      `rotation is paused: can't read which site serves from ${table} in ${region}: ${said}`,
    );
  });
  if (active === site && traffic === site) return;
  throw new RotationError(
    `rotation is paused: the active site of ${system} is ${active} and its traffic goes to ${traffic}, ` +
      `and this function rotates for ${site}`,
  );
}

async function read({ table, region, system }: Settings["roleRecord"]) {
  const client = new DynamoDBClient({ region, maxAttempts: ATTEMPTS, requestHandler: PATIENCE });
  try {
    return await readRoleRecord(DynamoDBDocumentClient.from(client), table, system);
  } finally {
    client.destroy();
  }
}
