import { SCALABLE_DIMENSION, SERVICE_NAMESPACE } from "../../constructs/service/scaling";
import { DURATIONS } from "../durations";
import { call, CALL_SECONDS } from "../machine/call";
import { chain, FAILED, NEXT, type Fragment } from "../machine/fragment";
import { poll } from "../machine/poll";
import type { MachineScope, MachineStep } from "../machine/step";
import type { Participant } from "../participant";

/** How long new tasks are waited for, in seconds. Fewer than wished serve better than none: callers do not wait for more. */
const TASKS_SECONDS = DURATIONS.fargateTask.worstSeconds;

/** How long targets may take to become healthy once their tasks run, in seconds. */
const TARGETS_SECONDS = 20;

const LOOK_EVERY_SECONDS = 5;

/** Runs again what a fence or a drill has suspended. */
const NOTHING_SUSPENDED = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

/** What a service behind a load balancer takes part with. */
export interface ServiceParticipantProps {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly targetGroupName: string;
  /** From a task that starts to a healthy target: interval times threshold, in seconds. */
  readonly healthySeconds: number;
  readonly tasks: {
    readonly minimum: { readonly active: number; readonly standby: number };
    readonly maximum: number;
  };
}

/** A service of ECS on Fargate: its tasks are raised to what an active site runs, and lowered again. */
export function fargateService(props: ServiceParticipantProps): Participant {
  return {
    name: "service",
    takeOver: (scope) => [raise(scope, props)],
    verify: (scope) => [verify(scope, props)],
    reprotect: (scope) => [lower(scope, props)],
  };
}

function raise(scope: MachineScope, props: ServiceParticipantProps): MachineStep {
  const { minimum } = props.tasks;
  const states = chain(
    register("raise-service", props, minimum.active),
    {
      StartAt: "raise-service: read desired count",
      States: {
        "raise-service: read desired count": call("ecs:describeServices", described(props), {
          assign: { desiredCount: "{% $states.result.Services[0].DesiredCount %}" },
        }),
      },
    },
    {
      StartAt: "raise-service: is it enough",
      States: {
        "raise-service: is it enough": {
          Type: "Choice",
          Choices: [{ Condition: `{% $desiredCount >= ${minimum.active} %}`, Next: NEXT }],
          Default: "raise-service: set desired count",
        },
        "raise-service: set desired count": call("ecs:updateService", {
          Cluster: props.clusterName,
          Service: props.serviceName,
          DesiredCount: minimum.active,
        }),
      },
    },
    poll({
      id: "raise-service",
      look: call("ecs:describeServices", described(props)),
      done: `$states.result.Services[0].RunningCount >= ${minimum.active}`,
      everySeconds: LOOK_EVERY_SECONDS,
      withinSeconds: TASKS_SECONDS,
      // Fewer tasks than wished serve better than none: the verification says whether they are enough.
      otherwise: NEXT,
    }),
  );
  return {
    step: {
      id: "raise-service",
      phase: "take over",
      title: `Raise the service in ${scope.region} to ${minimum.active} tasks`,
      participant: "service",
      calls: ["application-autoscaling:RegisterScalableTarget", "ecs:DescribeServices", "ecs:UpdateService"],
      completion: `${minimum.active} tasks run.`,
      timeoutSeconds: TASKS_SECONDS + 3 * CALL_SECONDS,
      duration: DURATIONS.fargateTask,
      repeatable: "It sets counts, and never a lower one than the service wants by itself.",
      compensation:
        "Re-protection lowers it. With too few tasks the plan goes on, if the verification passes.",
      mayFail: true,
      manual: [
        { command: registerCommand(scope, props, minimum.active) },
        {
          command: `aws ecs describe-services --region ${scope.region} --cluster ${props.clusterName} --services ${props.serviceName} --query 'services[0].runningCount'`,
          expect: String(minimum.active),
        },
      ],
    },
    states,
    statements: [registerStatement(scope, props), serviceStatement(scope, props)],
  };
}

function verify(scope: MachineScope, props: ServiceParticipantProps): MachineStep {
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
          Assign: {
            error: {
              Error: "TooFewTargets",
              Cause: `Fewer than ${standby} targets are healthy: the switch stays closed. See docs/runbooks/failover.md.`,
            },
          },
          Next: FAILED,
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

function lower(scope: MachineScope, props: ServiceParticipantProps): MachineStep {
  const { standby } = props.tasks.minimum;
  const states = chain(register("lower-service", props, standby), {
    StartAt: "lower-service: set desired count",
    States: {
      "lower-service: set desired count": call("ecs:updateService", {
        Cluster: props.clusterName,
        Service: props.serviceName,
        DesiredCount: standby,
      }),
    },
  });
  return {
    step: {
      id: "lower-service",
      phase: "re-protect",
      title: `Let ${standby} tasks stand by in ${scope.region}, with scaling at work`,
      participant: "service",
      calls: ["application-autoscaling:RegisterScalableTarget", "ecs:UpdateService"],
      completion: "Both calls are accepted.",
      timeoutSeconds: 2 * CALL_SECONDS,
      duration: DURATIONS.call,
      repeatable: "It sets counts.",
      compensation: "The next terraform apply proposes the minimum; scaling finds the count.",
      mayFail: false,
      manual: [
        { command: registerCommand(scope, props, standby) },
        {
          command: `aws ecs update-service --region ${scope.region} --cluster ${props.clusterName} --service ${props.serviceName} --desired-count ${standby}`,
        },
      ],
    },
    states,
    statements: [registerStatement(scope, props), serviceStatement(scope, props)],
  };
}

function described({ clusterName, serviceName }: ServiceParticipantProps) {
  return { Cluster: clusterName, Services: [serviceName] };
}

/** Moves the number of tasks into the new range at once (Application Auto Scaling API model, read 2026-11). */
function register(id: string, props: ServiceParticipantProps, minimum: number): Fragment {
  return {
    StartAt: `${id}: register scalable target`,
    States: {
      [`${id}: register scalable target`]: call("applicationautoscaling:registerScalableTarget", {
        ServiceNamespace: SERVICE_NAMESPACE,
        ScalableDimension: SCALABLE_DIMENSION,
        ResourceId: resourceId(props),
        MinCapacity: minimum,
        MaxCapacity: props.tasks.maximum,
        SuspendedState: NOTHING_SUSPENDED,
      }),
    },
  };
}

function registerCommand({ region }: MachineScope, props: ServiceParticipantProps, minimum: number): string {
  return (
    `aws application-autoscaling register-scalable-target --region ${region} --service-namespace ${SERVICE_NAMESPACE} ` +
    `--scalable-dimension ${SCALABLE_DIMENSION} --resource-id ${resourceId(props)} --min-capacity ${minimum} ` +
    `--max-capacity ${props.tasks.maximum} --suspended-state ` +
    "DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false"
  );
}

function resourceId({ clusterName, serviceName }: ServiceParticipantProps): string {
  return `service/${clusterName}/${serviceName}`;
}

function registerStatement({ region, account }: MachineScope, _props: ServiceParticipantProps) {
  return {
    sid: "ScaleService",
    actions: ["application-autoscaling:RegisterScalableTarget"],
    // A scalable target's ARN ends in an id that Application Auto Scaling makes.
    resources: [`arn:aws:application-autoscaling:${region}:${account}:scalable-target/*`],
    conditions: [
      {
        operator: "StringEquals",
        key: "application-autoscaling:service-namespace",
        values: [SERVICE_NAMESPACE],
      },
      {
        operator: "StringEquals",
        key: "application-autoscaling:scalable-dimension",
        values: [SCALABLE_DIMENSION],
      },
    ],
    wildcardReason:
      "The id at the end of a scalable target's ARN is made by Application Auto Scaling; the conditions hold it to ECS services.",
  };
}

function serviceStatement({ region, account }: MachineScope, props: ServiceParticipantProps) {
  return {
    sid: "SetTasks",
    actions: ["ecs:DescribeServices", "ecs:UpdateService"],
    resources: [`arn:aws:ecs:${region}:${account}:service/${props.clusterName}/${props.serviceName}`],
  };
}
