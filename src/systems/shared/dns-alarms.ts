import {
  DRILL_METRIC,
  EMERGENCY_METRIC,
  NAMESPACE,
  TRAFFIC_METRIC,
  trafficDimensions,
} from "../../constructs/dns/traffic-metric";
import { DnsSwitchAlarms } from "../../constructs/observability/alarms/dns-switch-alarms";
import { DrillAlarms } from "../../constructs/observability/alarms/drill-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds the alarm on what the DNS switch hangs on, in the DR site: without it a failover would move no traffic. */
export function addDnsAlarms(stack: RegionalStack, { topic }: Foundation): void {
  new DnsSwitchAlarms(stack, "dns-alarms", {
    topic,
    thing: "dns-switch",
    metric: publishedMetric(stack, TRAFFIC_METRIC),
    severity: "critical",
    consequence: "a failover could not move the DNS names",
  });
}

/** Adds the alarm on what leads traffic home in an emergency, in the primary site. */
export function addEmergencyAlarms(stack: RegionalStack, { topic }: Foundation): void {
  new DnsSwitchAlarms(stack, "emergency-alarms", {
    topic,
    thing: "emergency",
    metric: publishedMetric(stack, EMERGENCY_METRIC),
    // It takes the loss of the DR region as well, to hurt.
    severity: "warning",
    consequence: "with the DR region lost the DNS names could not come home",
  });
}

/** Adds the alarm that asks for a drill, in the DR site. */
export function addDrillAlarms(stack: RegionalStack, { topic }: Foundation): void {
  new DrillAlarms(stack, "drill-alarms", {
    topic,
    thing: "drill",
    metric: publishedMetric(stack, DRILL_METRIC),
  });
}

function publishedMetric(stack: RegionalStack, name: string) {
  return {
    namespace: NAMESPACE,
    name,
    dimensions: trafficDimensions(stack.system, stack.environment.suffix),
  };
}
