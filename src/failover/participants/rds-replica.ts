import { DURATIONS } from "../durations";
import type { MachineScope } from "../machine/step";
import type { Participant } from "../participant";
import { catchUp } from "./rds/catch-up";
import { check } from "./rds/check";
import { configure } from "./rds/configure";
import { createReplica } from "./rds/create-replica";
import { deleteStale } from "./rds/delete-stale";
import { follow } from "./rds/follow";
import { convertToMultiAz } from "./rds/multi-az";
import type { RdsReplicaProps } from "./rds/names";
import { promote } from "./rds/promote";

/**
 * An instance of RDS for PostgreSQL with a replica in the other region: a takeover promotes the replica, and the re-protection of the
 * site that lost replaces its instance by a replica of the one that was promoted.
 */
export function rdsReplica(props: RdsReplicaProps): Participant {
  const { active, standby } = props.multiAz;
  return {
    name: "database",
    check: (scope) => [check(scope, props)],
    takeOver: (scope) => [catchUp(scope, props), promote(scope, props)],
    ...(active && !standby && { settle: (scope: MachineScope) => [convertToMultiAz(scope, props)] }),
    reprotect: (scope) => [
      deleteStale(scope, props),
      createReplica(scope, props),
      follow(scope, props),
      configure(scope, props),
    ],
    recoveryPoints: [
      {
        datastore: "database",
        mechanism: "PostgreSQL physical replication across regions, asynchronous",
        loss: DURATIONS.replicaLag,
        bound: { none: true, alarm: props.lagAlarm ?? "database-lag-critical" },
      },
    ],
  };
}
