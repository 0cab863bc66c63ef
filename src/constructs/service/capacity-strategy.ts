import type { EcsServiceCapacityProviderStrategy } from "@cdktf/provider-aws/lib/ecs-service";
import type { SpotSettings } from "./spot-settings";

/** What AWS offers for tasks on Fargate; both belong to a cluster before a service may name one. */
export const FARGATE_PROVIDERS = ["FARGATE", "FARGATE_SPOT"];

/**
 * Where tasks run: the first ones on demand, of those beyond them every second one on Spot.
 *
 * The base counts in each site by itself: one that stands by with fewer tasks has none on Spot, and what a failover starts up
 * to the base does not depend on spare capacity. Spot takes both processors from platform version 1.4.0 on (ECS API model of
 * SDK 3.1162, CapacityProviderStrategyItem, read 2026-11).
 */
export function capacityStrategy({
  enabled,
  onDemandTasks,
}: SpotSettings): EcsServiceCapacityProviderStrategy[] {
  return [
    { capacityProvider: "FARGATE", base: onDemandTasks, weight: 1 },
    ...(enabled ? [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] : []),
  ];
}
