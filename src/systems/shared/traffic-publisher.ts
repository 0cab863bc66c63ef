import { PublishTraffic } from "../../constructs/dns/publish-traffic";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import { addFunctionAlarms } from "./function-alarms";

/** Adds what publishes the role record as metrics in the site's own region, and the alarms on it. */
export function addTrafficPublisher(
  stack: RegionalStack,
  foundation: Foundation,
  roleTable: { readonly name: string; readonly keyArn: string },
): void {
  const { operationsKeyArn, logRetentionInDays } = foundation;
  const publisher = new PublishTraffic(stack, "publish-traffic", {
    roleTableName: roleTable.name,
    roleTableKeyArn: roleTable.keyArn,
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  addFunctionAlarms(stack, foundation, { "publish-traffic": publisher.function });
}
