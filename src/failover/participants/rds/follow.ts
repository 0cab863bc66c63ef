import { DURATIONS } from "../../durations";
import { poll } from "../../machine/poll";
import type { MachineScope, MachineStep } from "../../machine/step";
import {
  describeCommand,
  describeOwn,
  INSTANCE,
  otherArn,
  ownInstance,
  ownStatement,
  type RdsReplicaProps,
} from "./names";

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 120;

/** After this many seconds people are told that it takes too long. */
const REBUILD_SECONDS = DURATIONS.replicaRebuild.worstSeconds;

/** Waits until the replica follows: it is copied from a snapshot of the other one, across regions. */
export function follow(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const source = otherArn(scope, props);
  return {
    step: {
      id: "follow-database",
      phase: "re-protect",
      title: `Wait until the database in ${scope.region} follows again`,
      participant: "database",
      calls: ["rds:DescribeDBInstances"],
      completion: `${identifier} is available and replicating, from ${source}.`,
      timeoutSeconds: REBUILD_SECONDS,
      duration: DURATIONS.replicaRebuild,
      repeatable: "It only looks.",
      compensation: `If it can't be made, delete it and start again: standby reprotect ${scope.system} (docs/runbooks/failback.md).`,
      mayFail: false,
      manual: [{ command: describeCommand(scope, props), expect: `available ${source} replicating` }],
    },
    states: poll({
      id: "follow-database",
      look: describeOwn(scope, props),
      done:
        `${INSTANCE}.DbInstanceStatus = 'available' and ${INSTANCE}.ReadReplicaSourceDBInstanceIdentifier = '${source}' and ` +
        `$exists(${INSTANCE}.StatusInfos[StatusType = 'read replication' and Status = 'replicating'])`,
      everySeconds: LOOK_EVERY_SECONDS,
      withinSeconds: REBUILD_SECONDS,
      otherwise: {
        error: "DatabaseDoesNotFollow",
        cause: `${identifier} does not follow ${source} after ${REBUILD_SECONDS / 3600} h: nothing protects the database.`,
      },
    }),
    statements: [ownStatement(scope, props)],
  };
}
