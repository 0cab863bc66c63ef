import type { RegionalClients } from "../../aws/clients";
import type { Site } from "../../config/site";
import type { DeployedSite } from "../operate/deployment";
import { scalableResource, setDesiredTasks, setScaling, type ScalingState } from "../operate/service";
import type { ServiceState } from "../status/service";
import type { ServiceTarget } from "../status/target";

/** A failure that a drill has made, with what is needed to take it back. */
export interface Injection {
  readonly site: Site;
  /** Tasks that were asked for before. */
  readonly desired: number;
  readonly scaling: ScalingState;
}

/** Where an injection happens. */
export interface InjectionTarget {
  readonly clients: RegionalClients;
  readonly site: Site;
  readonly service: ServiceTarget;
}

/** What an injection will change, so that it can be kept before anything is changed; undefined without scaling. */
export function planInjection(site: Site, { desired, scaling }: ServiceState): Injection | undefined {
  return scaling && { site, desired, scaling };
}

/** Ends every task of a service, and keeps scaling from starting new ones. */
export async function inject({ clients, service }: InjectionTarget, { scaling }: Injection): Promise<void> {
  // Scaling first: it would answer a count below its minimum with new tasks.
  await setScaling(clients, service, { ...scaling, isSuspended: true });
  await setDesiredTasks(clients, service, 0);
}

/** What a service shall be after an injection is taken back. */
export function sizeAfter(injection: Injection, service: ServiceTarget, isActive: boolean): Injection {
  if (isActive) return { ...injection, desired: Math.max(injection.desired, injection.scaling.minimum) };
  // It has lost its role meanwhile: what it was before is too large now.
  const { minimum, maximum } = service;
  const scaling = { minimum: minimum.standby, maximum, isSuspended: false };
  return { site: injection.site, desired: minimum.standby, scaling };
}

/** Takes an injection back. Harmless when it is done twice. */
export async function revert({ clients, service }: InjectionTarget, size: Injection): Promise<void> {
  await setScaling(clients, service, size.scaling);
  await setDesiredTasks(clients, service, size.desired);
}

/** The same for a human, where it could not be done. */
export function revertCommands({ region, service }: DeployedSite, { desired, scaling }: Injection): string[] {
  if (!service) return [];
  const state = `DynamicScalingInSuspended=${scaling.isSuspended},DynamicScalingOutSuspended=${scaling.isSuspended},ScheduledScalingSuspended=${scaling.isSuspended}`;
  return [
    `aws application-autoscaling register-scalable-target --region ${region} --service-namespace ecs ` +
      `--scalable-dimension ecs:service:DesiredCount --resource-id ${scalableResource(service)} ` +
      `--min-capacity ${scaling.minimum} --max-capacity ${scaling.maximum} --suspended-state ${state}`,
    `aws ecs update-service --region ${region} --cluster ${service.cluster} --service ${service.service} --desired-count ${desired}`,
  ];
}
