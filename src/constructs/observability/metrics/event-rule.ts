import { metricsOf, type Metric } from "../metric";

/**
 * Metrics of one EventBridge rule.
 *
 * Source: EventBridge User Guide, "Monitoring Amazon EventBridge", read 2026-11. Neither is sent while it is zero.
 */
export function eventRuleMetrics(
  ruleName: string,
): Readonly<Record<"invocations" | "failedInvocations", Metric>> {
  const metric = metricsOf("AWS/Events", { RuleName: ruleName });
  return {
    invocations: metric("Invocations", "Sum", "Events"),
    failedInvocations: metric("FailedInvocations", "Sum", "Events not delivered"),
  };
}
