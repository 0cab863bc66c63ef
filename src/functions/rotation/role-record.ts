import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { newestRole, readRoleRecord, type RoleRecord, RoleTableError } from "../../role-record/read";
import { readRelayedItem } from "../../role-record/relay";
import { RotationError } from "./errors";

/** The other region may be lost: its silence must be noticed well within the function's own time. In milliseconds. */
const PATIENCE = { connectionTimeout: 2000, requestTimeout: 3000, throwOnRequestTimeout: true };
const ATTEMPTS = 2;

/** Who rotates, and where it is written which site serves. */
export interface RotatingSite {
  readonly roleRecord: {
    readonly table: string;
    readonly region: string;
    readonly system: string;
    /**
     * The name of the function in the own region that reads it, where no way leads to that region.
     *
     * @default - it is read in its region
     */
    readonly function?: string | undefined;
  };
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
  const { active_site: active, traffic_site: traffic } = await readWhoServes(roleRecord).catch(
    (error: Error) => {
      throw new RotationError(`rotation is paused: ${error.message}`);
    },
  );
  if (active === site && traffic === site) return;
  throw new RotationError(
    `rotation is paused: the active site of ${roleRecord.system} is ${active} and its traffic goes to ${traffic}, ` +
      `and this function rotates for ${site}`,
  );
}

/**
 * Reads which site serves.
 *
 * @throws RotationError where nobody can tell.
 */
export async function readWhoServes(roleRecord: RotatingSite["roleRecord"]): Promise<RoleRecord> {
  const { table, region } = roleRecord;
  return read(roleRecord).catch((error: Error) => {
    const said = error instanceof RoleTableError ? error.message : error.name;
    throw new RotationError(`can't read which site serves from ${table} in ${region}: ${said}`);
  });
}

async function read({ table, region, system, function: relay }: RotatingSite["roleRecord"]) {
  const options = { maxAttempts: ATTEMPTS, requestHandler: PATIENCE };
  if (relay !== undefined) {
    const client = new LambdaClient(options);
    return newestRole(system, (name) => readRelayedItem(client, relay, system, name)).finally(() =>
      client.destroy(),
    );
  }
  const client = new DynamoDBClient({ ...options, region });
  return readRoleRecord(DynamoDBDocumentClient.from(client), table, system).finally(() => client.destroy());
}
