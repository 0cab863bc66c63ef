import { DURATIONS } from "../../durations";
import { call, CALL_SECONDS } from "../../machine/call";
import { chain, NEXT } from "../../machine/fragment";
import { poll } from "../../machine/poll";
import type { MachineScope, MachineStep } from "../../machine/step";
import {
  described,
  register,
  registerCommand,
  registerStatement,
  serviceStatement,
  type ServiceParticipantProps,
} from "./scaling";

/** How long new tasks are waited for, in seconds. Fewer than wished serve better than none: callers do not wait for more. */
const TASKS_SECONDS = DURATIONS.fargateTask.worstSeconds;

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** Runs as many tasks as an active site. */
export function raise(scope: MachineScope, props: ServiceParticipantProps): MachineStep {
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
    statements: [registerStatement(scope), serviceStatement(scope, props)],
  };
}
