import { SCALABLE_DIMENSION, SERVICE_NAMESPACE } from "../../../constructs/service/scaling";
import { scalingStatement } from "../../../constructs/service/scaling-statement";
import { call } from "../../machine/call";
import type { Fragment } from "../../machine/fragment";
import type { MachineScope } from "../../machine/step";

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

/** Runs again what a fence or a drill has suspended. */
const NOTHING_SUSPENDED = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

/** What names the service in a question. */
export function described({ clusterName, serviceName }: ServiceParticipantProps) {
  return { Cluster: clusterName, Services: [serviceName] };
}

/** Moves the number of tasks into the new range at once (Application Auto Scaling API model, read 2026-11). */
export function register(id: string, props: ServiceParticipantProps, minimum: number): Fragment {
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

/** The same by hand. */
export function registerCommand(
  { region }: MachineScope,
  props: ServiceParticipantProps,
  minimum: number,
): string {
  return (
    `aws application-autoscaling register-scalable-target --region ${region} --service-namespace ${SERVICE_NAMESPACE} ` +
    `--scalable-dimension ${SCALABLE_DIMENSION} --resource-id ${resourceId(props)} --min-capacity ${minimum} ` +
    `--max-capacity ${props.tasks.maximum} --suspended-state ` +
    "DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false"
  );
}

/** What Application Auto Scaling calls the service. */
export function resourceId({ clusterName, serviceName }: ServiceParticipantProps): string {
  return `service/${clusterName}/${serviceName}`;
}

/** Lets the machine set the range. */
export function registerStatement(scope: MachineScope) {
  return scalingStatement("ScaleService", scope);
}

/** Lets the machine see and set the count. */
export function serviceStatement({ region, account }: MachineScope, props: ServiceParticipantProps) {
  return {
    sid: "SetTasks",
    actions: ["ecs:DescribeServices", "ecs:UpdateService"],
    resources: [`arn:aws:ecs:${region}:${account}:service/${props.clusterName}/${props.serviceName}`],
  };
}
