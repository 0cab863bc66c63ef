import type { PublishTraffic } from "../../constructs/dns/publish-traffic";
import { NAMESPACE, TRAFFIC_METRIC, trafficDimensions } from "../../constructs/dns/traffic-metric";
import { DnsSwitchAlarms } from "../../constructs/observability/alarms/dns-switch-alarms";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds the alarms on what the DNS switch hangs on, in the DR site: without it a failover would move no traffic. */
export function addDnsAlarms(stack: RegionalStack, { topic }: Foundation, publisher: PublishTraffic): void {
  new DnsSwitchAlarms(stack, "dns-alarms", {
    topic,
    thing: "dns-switch",
    metric: {
      namespace: NAMESPACE,
      name: TRAFFIC_METRIC,
      dimensions: trafficDimensions(stack.system, stack.environment.suffix),
    },
  });
  new FunctionAlarms(stack, "publish-traffic-alarms", {
    topic,
    thing: "publish-traffic",
    functionName: publisher.function.name,
    timeoutSeconds: publisher.function.timeoutSeconds,
  });
}
