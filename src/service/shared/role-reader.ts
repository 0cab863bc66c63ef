import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Site } from "../../config/site";
import type { Item } from "../../role-record/items";
import { readItem, RoleTableError, type ReadOptions } from "../../role-record/read";
import { readRelayedItem } from "../../role-record/relay";
import type { RoleReading, RoleRecord } from "./role";

/** Where a site reads its role. */
export interface RoleReaderProps {
  readonly site: Site;
  readonly system: string;
  /** The name of the role table, in both regions the same. */
  readonly table: string;
  /** The site's own region: the emergency record is read here. */
  readonly region: string;
  /** The DR region: the role record is read there. */
  readonly roleRegion: string;
  /**
   * The name of the function in the own region that reads the role record, where no way leads to the DR region.
   *
   * @default - the record is read in the DR region
   */
  readonly roleFunction?: string | undefined;
}

/** A read that takes longer is given up: the next one is better than waiting. In milliseconds, for each item. */
const READ_WITHIN_MS = 1_500;

/**
 * Answers a function that reads both records, strongly consistent and without retries: the watch asks again. It never
 * fails; what can't be read stands in the reading.
 */
export function roleReader(props: RoleReaderProps) {
  const { site, system, table, region } = props;
  const own = clientIn(region);
  const readEmergency: ReadOnce<"emergency"> = (options) =>
    readItem(own, table, system, "emergency", options);
  const readRecord = recordReader(props);
  return async (): Promise<RoleReading> => {
    const emergency = attempt(readEmergency).then(checkEmergency);
    // Handing back replaces the emergency record by a newer role record: whoever misses the one must find the other.
    // The primary site need not wait for that, since the emergency record is never against it.
    if (site === "dr") await emergency;
    const record = (await attempt(readRecord)) ?? new RoleTableError("there is none");
    return { record, emergency: await emergency };
  };
}

type ReadOnce<Name extends "record" | "emergency"> = (
  options: ReadOptions,
) => Promise<Item<Name> | undefined>;

/** Directly where a way leads there, else through the function. */
function recordReader({
  system,
  table,
  region,
  roleRegion,
  roleFunction,
}: RoleReaderProps): ReadOnce<"record"> {
  if (roleFunction === undefined) {
    const client = clientIn(roleRegion);
    return (options) => readItem(client, table, system, "record", options);
  }
  const client = new LambdaClient({ region, maxAttempts: 1 });
  return (options) => readRelayedItem(client, roleFunction, system, "record", options);
}

async function attempt(read: ReadOnce<"record" | "emergency">): Promise<RoleRecord | Error | undefined> {
  try {
    const item = await read({ abortSignal: AbortSignal.timeout(READ_WITHIN_MS) });
    const changedAt = item?.changed_at === undefined ? undefined : Date.parse(item.changed_at);
    return item && { activeSite: item.active_site, epoch: item.epoch, changedAt };
  } catch (error) {
    return error as Error;
  }
}

function clientIn(region: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ region, maxAttempts: 1 }));
}

/** The DR site takes over by the role record, which lies in its own region. */
function checkEmergency<T extends RoleRecord | Error | undefined>(found: T): T | RoleTableError {
  if (!found || found instanceof Error || found.activeSite === "primary") return found;
  return new RoleTableError(`it names ${found.activeSite}, and only the primary site takes over by it`);
}
