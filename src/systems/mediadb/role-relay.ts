import { RoleRelay } from "../../constructs/failover/role-relay";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addFunctionAlarms } from "../shared/function-alarms";
import type { PrimaryGround } from "../shared/ground";
import type { MediadbSettings } from "./settings";

/** Adds what reads the role record for the primary site, where its network does not lead to the DR region. */
export function addRoleRelay(
  stack: RegionalStack,
  { network, service }: MediadbSettings,
  { foundation, roleTable }: PrimaryGround,
): RoleRelay | undefined {
  if (network.natGateways !== "none") return undefined;
  const relay = new RoleRelay(stack, "role-relay", {
    roleTable,
    maximumTasks: service.tasks.primary.maximum,
    keyArn: foundation.operationsKeyArn,
    logRetentionInDays: foundation.logRetentionInDays,
  });
  addFunctionAlarms(stack, foundation, { "role-relay": relay.function });
  return relay;
}
