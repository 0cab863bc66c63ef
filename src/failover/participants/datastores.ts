import { DURATIONS } from "../durations";
import type { Participant } from "../participant";
import type { RecoveryPoint } from "../plan/model";

/** A bucket that S3 replicates with Replication Time Control. */
export function replicatedBucket(datastore: string, alarm: string): Participant {
  return storesOnly({
    datastore,
    mechanism: `S3 replication with Replication Time Control, which AWS backs with a service level agreement; alarm ${alarm}`,
    loss: DURATIONS.s3ReplicationTime,
    bound: { by: "S3 Replication Time Control: 99.99 % of the objects within 15 minutes" },
  });
}

/** A DynamoDB global table with eventual consistency. */
export function globalTable(datastore: string, alarm: string): Participant {
  return storesOnly({
    datastore,
    mechanism: "DynamoDB global table: asynchronous replication, the last writer wins",
    loss: DURATIONS.globalTableLag,
    bound: { none: true, alarm },
  });
}

/** A queue: it exists in its region only. */
export function regionalQueue(datastore: string, alarm: string): Participant {
  return storesOnly({
    datastore,
    mechanism:
      "none: messages wait in the lost region until it is back; a client that repeats its request is queued anew",
    loss: DURATIONS.queueBacklog,
    bound: { none: true, alarm },
  });
}

/** A stream of events and its consumers: they exist in their region only. */
export function regionalStream(datastore: string, alarm: string): Participant {
  return storesOnly({
    datastore,
    mechanism:
      "none: records that no consumer had read wait in the lost region until it is back, as long as the stream keeps them; " +
      "checkpoints let the consumers go on where they were; what they had read is in stores that replicate",
    loss: DURATIONS.streamBacklog,
    bound: { none: true, alarm },
  });
}

/**
 * A cache that is in its region only: what is lost with it is no data of record.
 *
 * @param lost what becomes of what was in it.
 */
export function regionalCache(
  datastore: string,
  lost = "every session is lost, whatever its age, and users sign in again; the rest is computed anew",
): Participant {
  return storesOnly({
    datastore,
    mechanism: `none: ${lost}`,
    loss: DURATIONS.forgottenCache,
    bound: { by: "nothing is kept in the cache that is not elsewhere, or may be forgotten (docs/cache.md)" },
  });
}

/** Moves nothing in a failover: the other site has its own copy in use. */
function storesOnly(point: RecoveryPoint): Participant {
  return { name: point.datastore, recoveryPoints: [point] };
}
