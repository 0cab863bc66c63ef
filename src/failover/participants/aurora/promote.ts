import { SITES } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { call, invoke } from "../../machine/call";
import type { Fragment } from "../../machine/fragment";
import { once } from "../../machine/once";
import { REMOTE_SECONDS } from "../../machine/record/remote";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import type { Step } from "../../plan/model";
import {
  clusterArn,
  DESCRIBE,
  globalClusterArn,
  memberArn,
  ownCluster,
  type AuroraParticipantProps,
} from "./names";

/** Between two looks at a promotion, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** A promotion that has not moved the writer after this is given up: the worst that anybody has published. */
const PROMOTION_SECONDS = DURATIONS.auroraFailover.worstSeconds;

const ID = "promote-database";

/** Moves the writer here. */
export function promote(scope: MachineScope, props: AuroraParticipantProps): MachineStep {
  const { globalClusterIdentifier } = props;
  const clusterIdentifier = ownCluster(scope, props);
  const { region, otherRegion } = scope;
  const arn = clusterArn(scope, props);
  const step: Step = {
    id: ID,
    phase: "take over",
    title: `Promote the database in ${region}`,
    participant: "database",
    calls: ["rds:DescribeGlobalClusters", "rds:FailoverGlobalCluster"],
    completion: `The member list of ${globalClusterIdentifier} names ${clusterIdentifier} as the writer.`,
    timeoutSeconds: PROMOTION_SECONDS,
    duration: DURATIONS.auroraFailover,
    switchoverDuration: DURATIONS.auroraSwitchover,
    repeatable:
      "It asks first who writes. A member that writes is left alone, and a promotion under way is waited for.",
    compensation:
      "There is no way back but a switchover once both members are healthy. If the call is refused for good, detach the member (docs/runbooks/failover.md).",
    mayFail: false,
    manual: [
      {
        command: `aws rds failover-global-cluster --region ${region} --global-cluster-identifier ${globalClusterIdentifier} --target-db-cluster-identifier ${arn} --allow-data-loss`,
        when: `${otherRegion} is lost`,
      },
      {
        command: `aws rds switchover-global-cluster --region ${otherRegion} --global-cluster-identifier ${globalClusterIdentifier} --target-db-cluster-identifier ${arn}`,
        when: "both regions are healthy",
      },
      {
        command: `aws rds describe-global-clusters --region ${region} --global-cluster-identifier ${globalClusterIdentifier} --query 'GlobalClusters[0].GlobalClusterMembers[?IsWriter].DBClusterArn' --output text`,
        expect: arn,
      },
    ],
  };
  return {
    step,
    states: promotion(scope, props, arn),
    statements: [
      {
        sid: "PromoteDatabase",
        actions: ["rds:FailoverGlobalCluster"],
        // As AWS writes it for ARC Region switch, with both members (its guide, sample policy of the Aurora block, read 2026-11).
        resources: [globalClusterArn(scope, props), ...SITES.map((site) => memberArn(scope, props, site))],
      },
      DESCRIBE,
    ],
  };
}

function promotion(scope: MachineScope, props: AuroraParticipantProps, arn: string): Fragment {
  const { globalClusterIdentifier } = props;
  const again = { otherwise: "wait", next: "wait" };
  return repeat({
    id: ID,
    deadline: "promoteUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: PROMOTION_SECONDS,
    round: {
      "who writes": once(
        call("rds:describeGlobalClusters", { GlobalClusterIdentifier: globalClusterIdentifier }),
        {
          Assign: {
            isWriter: `{% $exists($states.result.GlobalClusters.GlobalClusterMembers[DbClusterArn = '${arn}' and IsWriter]) %}`,
            isMoving: "{% $exists($states.result.GlobalClusters.FailoverState.Status) %}",
          },
          Next: "decide",
        },
        // Nobody says whether this answers while the other region is lost: then the promotion is asked for blindly.
        { isWriter: "{% false %}", isMoving: "{% false %}" },
      ),
    },
    done: "$isWriter",
    act: {
      choices: [
        { Condition: "{% $isMoving %}", Next: "wait" },
        { Condition: "{% $mode = 'switchover' %}", Next: "switch over" },
      ],
      otherwise: "fail over",
      states: {
        "fail over": call(
          "rds:failoverGlobalCluster",
          {
            GlobalClusterIdentifier: globalClusterIdentifier,
            TargetDbClusterIdentifier: arn,
            AllowDataLoss: true,
          },
          again,
        ),
        // A switchover is asked for in the region of the writer.
        "switch over": invoke(scope.otherSiteArn, { action: "switch-over" }, REMOTE_SECONDS, again),
      },
    },
    late: {
      error: "PromotionTimedOut",
      cause: `${ownCluster(scope, props)} does not write after ${PROMOTION_SECONDS} s. See docs/runbooks/failover.md.`,
    },
  });
}
