import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { NEXT } from "../../machine/fragment";
import { NOW, NOW_MS, poll } from "../../machine/poll";
import type { MachineScope, MachineStep } from "../../machine/step";
import { WRITERS_STOP_SECONDS } from "../writers-stop";
import { describeOwn, FOLLOWS, ownInstance, ownStatement, type RdsReplicaProps } from "./names";

/** Longer than an idle source needs until RDS writes something itself, in seconds: 5 min, beside the above and the metric. */
const CATCH_UP_SECONDS = 600;

/** Between two looks, in seconds. The metric comes once a minute. */
const LOOK_EVERY_SECONDS = 15;

/** How far back is looked, in minutes: an answer has at most 1,440 points (CloudWatch API reference, read 2026-11). */
const LOOK_BACK_MINUTES = 60;

/** JSONata: the last commit that the replica has is younger than the last one that the old site can have made. */
const CAUGHT_UP =
  "$exists($states.result.Datapoints[Maximum >= 0 and $toMillis(Timestamp) - Maximum * 1000 >= " +
  `$toMillis($claimedAt) + ${WRITERS_STOP_SECONDS * 1000}])`;

/**
 * Waits until the replica has everything that was committed before the old site stopped writing.
 *
 * `ReplicaLag` is the time since the last commit that the replica has replayed, so the time of the metric less its value is the time
 * of that commit. Replication keeps the order: what is older is there. Where nobody writes RDS does it itself, every 5 minutes (RDS
 * User Guide, PostgreSQL read replicas, read 2026-11).
 */
export function catchUp(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const metric = {
    Namespace: "AWS/RDS",
    MetricName: "ReplicaLag",
    Dimensions: [{ Name: "DBInstanceIdentifier", Value: identifier }],
    Statistics: ["Maximum"],
    Period: 60,
  };
  const waiting = poll({
    id: "catch-up-database",
    look: call("cloudwatch:getMetricStatistics", {
      ...metric,
      StartTime: `{% $fromMillis($max([$toMillis($claimedAt), ${NOW_MS} - ${LOOK_BACK_MINUTES * 60_000}])) %}`,
      EndTime: NOW,
    }),
    done: CAUGHT_UP,
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: CATCH_UP_SECONDS,
    otherwise: {
      error: "ReplicaNotCaughtUp",
      cause:
        `Nobody knows whether ${identifier} has everything: nothing was promoted. Start the switchover again, or take what is there: ` +
        `standby failover ${scope.system}.`,
    },
  });
  return {
    onlyIn: "switchover",
    step: {
      id: "catch-up-database",
      phase: "take over",
      title: `Wait until the database in ${scope.region} has everything that was written`,
      participant: "database",
      calls: ["rds:DescribeDBInstances", "cloudwatch:GetMetricStatistics"],
      completion: `The last commit that ${identifier} has is ${WRITERS_STOP_SECONDS} s younger than the claim of the role.`,
      timeoutSeconds: CATCH_UP_SECONDS,
      duration: DURATIONS.replicaCatchUp,
      repeatable: "It only looks. A database that follows nobody any more has been promoted.",
      compensation: "Nothing was promoted: start again, or take what is there by a failover.",
      mayFail: false,
      manual: [
        {
          command:
            `aws cloudwatch get-metric-statistics --region ${scope.region} --namespace AWS/RDS --metric-name ReplicaLag --dimensions ` +
            `Name=DBInstanceIdentifier,Value=${identifier} --period 60 --statistics Maximum --start-time CLAIMED_AT --end-time NOW`,
          when: "both regions are healthy",
          expect: `a point whose Timestamp less its Maximum (in seconds) is ${WRITERS_STOP_SECONDS} s after changed_at of the record`,
        },
      ],
    },
    states: {
      StartAt: "catch-up-database: does it follow",
      States: {
        "catch-up-database: does it follow": describeOwn(scope, props, {
          assign: { catchesUp: `{% ${FOLLOWS} %}` },
          next: "catch-up-database: has it to",
          otherwise: waiting.StartAt,
        }),
        "catch-up-database: has it to": {
          Type: "Choice",
          Choices: [{ Condition: "{% $catchesUp %}", Next: waiting.StartAt }],
          Default: NEXT,
        },
        ...waiting.States,
      },
    },
    statements: [
      ownStatement(scope, props),
      {
        sid: "ReadMetrics",
        actions: ["cloudwatch:GetMetricStatistics"],
        resources: ["*"],
        wildcardReason: "CloudWatch knows no resource for this action, which reads only.",
      },
    ],
  };
}
