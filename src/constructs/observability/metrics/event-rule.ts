import type { Metric } from "../metric";

/**
 * Metrics of one EventBridge rule.
 *
 * Source: EventBridge User Guide, "Monitoring Amazon EventBridge", read 2026-11. Neither is sent while it is zero.
 */
export function eventRuleMetrics(
  ruleName: string,
): Readonly<Record<"invocations" | "failedInvocations", Metric>> {
  const metric = (name: string, label: string): Metric => ({
    namespace: "AWS/Events",
    name,
    dimensions: { RuleName: ruleName },
    statistic: "Sum",
    label,
  });
  return {
    invocations: metric("Invocations", "Events"),
    failedInvocations: metric("FailedInvocations", "Events not delivered"),
  };
}
