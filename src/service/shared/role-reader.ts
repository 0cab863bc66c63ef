import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Site } from "../../config/site";
import { readItem, RoleTableError } from "../../role-record/read";
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
}

/** A read that takes longer is given up: the next one is better than waiting. In milliseconds, for each item. */
const READ_WITHIN_MS = 1_500;

/**
 * Answers a function that reads both records, strongly consistent and without retries: the watch asks again. It never
 * fails; what can't be read stands in the reading.
 */
export function roleReader({ site, system, table, region, roleRegion }: RoleReaderProps) {
  const [own, dr] = [clientIn(region), clientIn(roleRegion)];
  const read = async (client: DynamoDBDocumentClient, name: "record" | "emergency") => {
    try {
      const abortSignal = AbortSignal.timeout(READ_WITHIN_MS);
      const item = await readItem(client, table, system, name, { abortSignal });
      const changedAt = item?.changed_at === undefined ? undefined : Date.parse(item.changed_at);
      return item && { activeSite: item.active_site, epoch: item.epoch, changedAt };
    } catch (error) {
      return error as Error;
    }
  };
  return async (): Promise<RoleReading> => {
    const emergency = read(own, "emergency").then(checkEmergency);
    // Handing back replaces the emergency record by a newer role record: whoever misses the one must find the other.
    // The primary site need not wait for that, since the emergency record is never against it.
    if (site === "dr") await emergency;
    const record = (await read(dr, "record")) ?? new RoleTableError("there is none");
    return { record, emergency: await emergency };
  };
}

function clientIn(region: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ region, maxAttempts: 1 }));
}

/** The DR site takes over by the role record, which lies in its own region. */
function checkEmergency<T extends RoleRecord | Error | undefined>(found: T): T | RoleTableError {
  if (!found || found instanceof Error || found.activeSite === "primary") return found;
  return new RoleTableError(`it names ${found.activeSite}, and only the primary site takes over by it`);
}
