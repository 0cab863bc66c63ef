import { RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import type { RegionalClients } from "../../aws/clients";
import { SCALABLE_DIMENSION, SERVICE_NAMESPACE } from "../../constructs/service/scaling";
import type { ServiceTarget } from "../status/target";

/** What the scaling of a service is set to. */
export interface ScalingState {
  readonly minimum: number;
  readonly maximum: number;
  /** Whether it leaves the number of tasks alone. */
  readonly isSuspended: boolean;
}

/** How Application Auto Scaling calls a service. */
export function scalableResource({ cluster, service }: Pick<ServiceTarget, "cluster" | "service">): string {
  return `service/${cluster}/${service}`;
}

/** Sets the scaling of a service. */
export async function setScaling(
  { autoScaling }: RegionalClients,
  service: ServiceTarget,
  { minimum, maximum, isSuspended }: ScalingState,
): Promise<void> {
  await autoScaling.send(
    new RegisterScalableTargetCommand({
      ServiceNamespace: SERVICE_NAMESPACE,
      ScalableDimension: SCALABLE_DIMENSION,
      ResourceId: scalableResource(service),
      MinCapacity: minimum,
      MaxCapacity: maximum,
      SuspendedState: {
        DynamicScalingInSuspended: isSuspended,
        DynamicScalingOutSuspended: isSuspended,
        ScheduledScalingSuspended: isSuspended,
      },
    }),
  );
}

/** Sets how many tasks a service shall run. */
export async function setDesiredTasks(
  { ecs }: RegionalClients,
  { cluster, service }: ServiceTarget,
  desiredCount: number,
): Promise<void> {
  await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }));
}
