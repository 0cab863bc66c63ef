import { metricsOf } from "../metric";

/**
 * Metrics of one regional web ACL, over all its rules. The web ACL is named by the metric name in its visibility
 * configuration.
 *
 * Source: AWS WAF Developer Guide, "AWS WAF metrics and dimensions", read 2026-11.
 */
export function webAclMetrics(metricName: string, region: string) {
  const metric = metricsOf("AWS/WAFV2", { WebACL: metricName, Region: region, Rule: "ALL" });
  return {
    blocked: metric("BlockedRequests", "Sum", "Blocked requests"),
    allowed: metric("AllowedRequests", "Sum", "Allowed requests"),
  };
}
