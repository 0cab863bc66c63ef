import { DURATIONS } from "../durations";
import type { Participant } from "../participant";
import type { DatastoreParticipantProps } from "./elasticache/names";
import { promoteCache } from "./elasticache/promote";

/**
 * A global datastore of ElastiCache: the site's own member takes the writes. The other one follows by itself once its region
 * answers, so nothing has to be protected again.
 */
export function globalDatastore(props: DatastoreParticipantProps): Participant {
  return {
    name: "cache",
    takeOver: (scope) => [promoteCache(scope, props)],
    recoveryPoints: [
      {
        datastore: "cache",
        mechanism: "ElastiCache global datastore: asynchronous replication of what the cache takes",
        loss: DURATIONS.datastoreLag,
        bound: { none: true, alarm: "cache-lag-warning" },
      },
    ],
  };
}
