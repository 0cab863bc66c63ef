import { RoleRelay } from "../../constructs/failover/role-relay";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { PrimaryGround } from "../shared/ground";
import type { MediadbSettings } from "./settings";

/** Adds what reads the role record for the primary site, where its network does not lead to the DR region. */
export function addRoleRelay(
  stack: RegionalStack,
  { network, service, roleRelay }: MediadbSettings,
  { foundation, roleTable }: PrimaryGround,
): RoleRelay | undefined {
  if (network.natGateways !== "none") return undefined;
  const relay = new RoleRelay(stack, "role-relay", {
    roleTable,
    ...roleRelay,
    maximumTasks: service.tasks.primary.maximum,
    keyArn: foundation.operationsKeyArn,
    logRetentionInDays: foundation.logRetentionInDays,
  });
  const { name: functionName, timeoutSeconds } = relay.function;
  new FunctionAlarms(stack, "role-relay-alarms", {
    topic: foundation.topic,
    thing: "role-relay",
    functionName,
    timeoutSeconds,
    ...(relay.reservedConcurrency !== undefined && { reservedConcurrency: relay.reservedConcurrency }),
  });
  return relay;
}
