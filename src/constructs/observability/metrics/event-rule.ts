import type { Metric } from "../metric";

/**
 * Metrics of one EventBridge rule.
 *
 * Source: EventBridge User Guide, "Monitoring Amazon EventBridge"; from memory, to be checked there.
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
