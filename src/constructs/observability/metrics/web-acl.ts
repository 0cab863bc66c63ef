import type { Metric } from "../metric";

/**
 * Metrics of one regional web ACL, over all its rules. The web ACL is named by the metric name in its visibility
 * configuration.
 *
 * Source: AWS WAF Developer Guide, "AWS WAF metrics and dimensions", read 2026-11.
 */
export function webAclMetrics(metricName: string, region: string) {
  const metric = (name: string, label: string): Metric => ({
    namespace: "AWS/WAFV2",
    name,
    dimensions: { WebACL: metricName, Region: region, Rule: "ALL" },
    statistic: "Sum",
    label,
  });
  return {
    blocked: metric("BlockedRequests", "Blocked requests"),
    allowed: metric("AllowedRequests", "Allowed requests"),
  };
}
