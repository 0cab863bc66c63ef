import { DURATIONS } from "../../durations";
import { call, CALL_SECONDS } from "../../machine/call";
import { chain } from "../../machine/fragment";
import type { MachineScope, MachineStep } from "../../machine/step";
import {
  register,
  registerCommand,
  registerStatement,
  serviceStatement,
  type ServiceParticipantProps,
} from "./scaling";

/** Runs as many tasks as a standby site, with scaling at work. */
export function lower(scope: MachineScope, props: ServiceParticipantProps): MachineStep {
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
    statements: [registerStatement(scope), serviceStatement(scope, props)],
  };
}
