import { call, CALL_SECONDS } from "../../machine/call";
import { failWith } from "../../machine/failure";
import { chain, NEXT } from "../../machine/fragment";
import { poll } from "../../machine/poll";
import type { MachineScope, MachineStep } from "../../machine/step";
import type { ServiceParticipantProps } from "./scaling";

/** How long targets may take to become healthy once their tasks run, in seconds. */
const TARGETS_SECONDS = 20;

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** Sees targets that are healthy. */
export function verify(scope: MachineScope, props: ServiceParticipantProps): MachineStep {
  const { active, standby } = props.tasks.minimum;
  const healthy = "$states.result.TargetHealthDescriptions[TargetHealth.State = 'healthy']";
  const states = chain(
    {
      StartAt: "verify-targets: find",
      States: {
        "verify-targets: find": call(
          "elasticloadbalancingv2:describeTargetGroups",
          { Names: [props.targetGroupName] },
          {
            assign: {
              targetGroupArn: "{% $states.result.TargetGroups[0].TargetGroupArn %}",
              healthyTargets: 0,
            },
          },
        ),
      },
    },
    poll({
      id: "verify-targets",
      look: call("elasticloadbalancingv2:describeTargetHealth", { TargetGroupArn: "{% $targetGroupArn %}" }),
      done: `$count(${healthy}) >= ${active}`,
      assign: { healthyTargets: `{% $count(${healthy}) %}` },
      everySeconds: LOOK_EVERY_SECONDS,
      withinSeconds: TARGETS_SECONDS,
      otherwise: NEXT,
    }),
    {
      StartAt: "verify-targets: enough to begin",
      States: {
        "verify-targets: enough to begin": {
          Type: "Choice",
          Choices: [{ Condition: `{% $healthyTargets >= ${standby} %}`, Next: NEXT }],
          Default: "verify-targets: too few",
        },
        "verify-targets: too few": {
          Type: "Pass",
          ...failWith({
            error: "TooFewTargets",
            cause: `Fewer than ${standby} targets are healthy: the switch stays closed. See docs/runbooks/failover.md.`,
          }),
        },
      },
    },
  );
  return {
    step: {
      id: "verify-targets",
      phase: "verify",
      title: `See ${active} healthy targets, or at least ${standby}`,
      participant: "service",
      calls: ["elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"],
      completion: `The load balancer calls ${active} targets healthy; after ${TARGETS_SECONDS} s ${standby} are enough.`,
      timeoutSeconds: TARGETS_SECONDS + CALL_SECONDS,
      duration: {
        expectedSeconds: LOOK_EVERY_SECONDS,
        worstSeconds: TARGETS_SECONDS + CALL_SECONDS,
        grade: "assumed",
        source: `computed: tasks run before it begins, and become healthy ${props.healthySeconds} s after they start`,
      },
      repeatable: "It only looks.",
      compensation: "Mend the service (docs/runbooks/load-balancer-targets.md) and start the failover again.",
      mayFail: false,
      manual: [
        {
          command:
            `aws elbv2 describe-target-health --region ${scope.region} --target-group-arn "$(aws elbv2 describe-target-groups ` +
            `--region ${scope.region} --names ${props.targetGroupName} --query 'TargetGroups[0].TargetGroupArn' --output text)" ` +
            `--query "length(TargetHealthDescriptions[?TargetHealth.State=='healthy'])"`,
          expect: `${active}, or at least ${standby}`,
        },
      ],
    },
    states,
    statements: [
      {
        sid: "SeeTargets",
        actions: ["elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"],
        resources: ["*"],
        wildcardReason:
          "These actions know no resources (Elastic Load Balancing, service authorization reference).",
      },
    ],
  };
}
