import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { readRoleRecord, RoleTableError } from "../../role-record/read";
import { RotationError } from "./errors";

/** The other region may be lost: its silence must be noticed well within the function's own time. In milliseconds. */
const PATIENCE = { connectionTimeout: 2000, requestTimeout: 3000, throwOnRequestTimeout: true };
const ATTEMPTS = 2;

/** Who rotates, and where it is written which site serves. */
export interface RotatingSite {
  readonly roleRecord: { readonly table: string; readonly region: string; readonly system: string };
  /** The site that the function rotates for. */
  readonly site: string;
}

/**
 * Stops where this site does not serve, or a failover is on its way: what is changed now may be missing on the
 * site that takes over.
 *
 * @throws RotationError where the site does not serve, or nobody can tell.
 */
export async function requireActiveSite({ roleRecord, site }: RotatingSite): Promise<void> {
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

async function read({ table, region, system }: RotatingSite["roleRecord"]) {
  const client = new DynamoDBClient({ region, maxAttempts: ATTEMPTS, requestHandler: PATIENCE });
  try {
    return await readRoleRecord(DynamoDBDocumentClient.from(client), table, system);
  } finally {
    client.destroy();
  }
}
