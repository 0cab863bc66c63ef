import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import type { Fragment } from "../../machine/fragment";
import { once } from "../../machine/once";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import {
  describeCommand,
  describeOwn,
  FOLLOWS,
  INSTANCE,
  NOT_NOW,
  ownInstance,
  ownStatement,
  type RdsReplicaProps,
} from "./names";

/** Between two looks at a promotion, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** A promotion that is not done after this is given up: what the recovery time leaves for it. */
const PROMOTION_SECONDS = DURATIONS.rdsPromotion.worstSeconds;

/**
 * In which states a promoted instance takes writes: a backup that follows the promotion, and a change of the storage, keep nobody from
 * writing (RDS User Guide, DB instance status, read 2026-11).
 */
const WRITES = "['available', 'backing-up', 'storage-optimization']";

/** In which states a promotion is under way, or no call is taken. */
const BUSY = "['modifying', 'rebooting']";

const ID = "promote-database";

/** Makes the site's replica an instance of its own. There is no way back: the old one is replaced afterwards. */
export function promote(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const { region } = scope;
  return {
    step: {
      id: ID,
      phase: "take over",
      title: `Promote the database in ${region}`,
      participant: "database",
      calls: ["rds:DescribeDBInstances", "rds:PromoteReadReplica"],
      completion: `${identifier} has no source and no state of replication any more, and is available.`,
      timeoutSeconds: PROMOTION_SECONDS,
      duration: DURATIONS.rdsPromotion,
      repeatable:
        "It asks first whether the database follows somebody. One that does not is left alone, and a promotion under way is waited for.",
      compensation:
        "There is no way back. Start the same again: it goes on. If the call is refused for good, see docs/runbooks/failover.md.",
      mayFail: false,
      manual: [
        {
          command:
            `aws rds promote-read-replica --region ${region} --db-instance-identifier ${identifier} ` +
            `--backup-retention-period ${props.backupRetentionDays} --preferred-backup-window ${props.backupWindow}`,
        },
        { command: describeCommand(scope, props), expect: "available None None" },
      ],
    },
    states: promotion(scope, props),
    statements: [ownStatement(scope, props, "rds:PromoteReadReplica")],
  };
}

function promotion(scope: MachineScope, props: RdsReplicaProps): Fragment {
  const identifier = ownInstance(scope, props);
  const servesAlready = `$activeSite = '${scope.site}' and $trafficSite = '${scope.site}'`;
  return repeat({
    id: ID,
    deadline: "promoteUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: PROMOTION_SECONDS,
    round: {
      look: once(
        describeOwn(scope, props),
        {
          Assign: {
            isFollower: `{% ${FOLLOWS} or $count(${INSTANCE}.StatusInfos) > 0 %}`,
            isWritable: `{% ${INSTANCE}.DbInstanceStatus in ${WRITES} %}`,
            isBusy: `{% ${INSTANCE}.DbInstanceStatus in ${BUSY} %}`,
          },
          Next: "decide",
        },
        // The promotion is asked for blindly: an instance that follows nobody refuses it.
        { isFollower: "{% true %}", isWritable: "{% false %}", isBusy: "{% false %}" },
      ),
    },
    // Who serves already was promoted before, and may be converted meanwhile for hours.
    done: `$not($isFollower) and ($isWritable or (${servesAlready}))`,
    act: {
      choices: [{ Condition: "{% $isFollower and $not($isBusy) %}", Next: "call" }],
      states: {
        call: call(
          "rds:promoteReadReplica",
          {
            DbInstanceIdentifier: identifier,
            BackupRetentionPeriod: props.backupRetentionDays,
            PreferredBackupWindow: props.backupWindow,
          },
          { on: [{ errors: NOT_NOW, next: "wait" }], otherwise: "wait", next: "wait" },
        ),
      },
    },
    late: {
      error: "PromotionTimedOut",
      cause: `${identifier} is not promoted after ${PROMOTION_SECONDS} s. Start the same again; see docs/runbooks/failover.md.`,
    },
  });
}
