import type { Metric } from "../metric";

/**
 * Metrics of one EventBridge rule.
 *
 * Source: EventBridge User Guide, "Monitoring Amazon EventBridge", read 2026-11.
 */
export function eventRuleMetrics(ruleName: string): Readonly<Record<"failedInvocations", Metric>> {
  return {
    failedInvocations: {
      namespace: "AWS/Events",
      name: "FailedInvocations",
      dimensions: { RuleName: ruleName },
      statistic: "Sum",
      label: "Events not delivered",
    },
  };
}
