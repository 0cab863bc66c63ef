import { PublishTraffic } from "../../constructs/dns/publish-traffic";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds what publishes the role record as metrics in the site's own region, and the alarms on it. */
export function addTrafficPublisher(
  stack: RegionalStack,
  { operationsKeyArn, topic, logRetentionInDays }: Foundation,
  roleTable: { readonly name: string; readonly keyArn: string },
): void {
  const publisher = new PublishTraffic(stack, "publish-traffic", {
    roleTableName: roleTable.name,
    roleTableKeyArn: roleTable.keyArn,
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  new FunctionAlarms(stack, "publish-traffic-alarms", {
    topic,
    thing: "publish-traffic",
    functionName: publisher.function.name,
    timeoutSeconds: publisher.function.timeoutSeconds,
  });
}
