import { SITES } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { call, invoke } from "../../machine/call";
import { FAILED, NEXT, type Fragment } from "../../machine/fragment";
import { once } from "../../machine/once";
import { NOW_MS } from "../../machine/poll";
import { REMOTE_SECONDS } from "../../machine/record/remote";
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

/** Moves the writer here. */
export function promote(scope: MachineScope, props: AuroraParticipantProps): MachineStep {
  const { globalClusterIdentifier } = props;
  const clusterIdentifier = ownCluster(scope, props);
  const { region, otherRegion } = scope;
  const arn = clusterArn(scope, props);
  const step: Step = {
    id: "promote-database",
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

/** Asks, calls, waits, and asks again: a call that is refused, or whose answer is lost, is made again. */
function promotion(scope: MachineScope, props: AuroraParticipantProps, arn: string): Fragment {
  const name = (what: string) => `promote-database: ${what}`;
  const { globalClusterIdentifier } = props;
  const again = { otherwise: name("wait"), next: name("wait") };
  return {
    StartAt: name("start"),
    States: {
      [name("start")]: {
        Type: "Pass",
        Assign: { promoteUntil: `{% ${NOW_MS} + ${PROMOTION_SECONDS * 1000} %}` },
        Next: name("who writes"),
      },
      [name("who writes")]: once(
        call("rds:describeGlobalClusters", { GlobalClusterIdentifier: globalClusterIdentifier }),
        {
          Assign: {
            isWriter: `{% $exists($states.result.GlobalClusters.GlobalClusterMembers[DbClusterArn = '${arn}' and IsWriter]) %}`,
            isMoving: "{% $exists($states.result.GlobalClusters.FailoverState.Status) %}",
          },
          Next: name("decide"),
        },
        // Nobody says whether this answers while the other region is lost: then the promotion is asked for blindly.
        { isWriter: "{% false %}", isMoving: "{% false %}" },
      ),
      [name("decide")]: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $isWriter %}", Next: NEXT },
          {
            Condition: `{% ${NOW_MS} >= $promoteUntil %}`,
            Assign: {
              error: {
                Error: "PromotionTimedOut",
                Cause: `${ownCluster(scope, props)} does not write after ${PROMOTION_SECONDS} s. See docs/runbooks/failover.md.`,
              },
            },
            Next: FAILED,
          },
          { Condition: "{% $isMoving %}", Next: name("wait") },
          { Condition: "{% $mode = 'switchover' %}", Next: name("switch over") },
        ],
        Default: name("fail over"),
      },
      [name("fail over")]: call(
        "rds:failoverGlobalCluster",
        {
          GlobalClusterIdentifier: globalClusterIdentifier,
          TargetDbClusterIdentifier: arn,
          AllowDataLoss: true,
        },
        again,
      ),
      // A switchover is asked for in the region of the writer.
      [name("switch over")]: invoke(scope.otherSiteArn, { action: "switch-over" }, REMOTE_SECONDS, again),
      [name("wait")]: { Type: "Wait", Seconds: LOOK_EVERY_SECONDS, Next: name("who writes") },
    },
  };
}
