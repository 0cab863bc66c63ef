import { metricsOf, type Metric, type MetricExpression } from "../metric";

/** Fewer requests than this in a minute say nothing about a share of errors. */
const REQUESTS_THAT_COUNT = 20;

/**
 * Metrics of one Application Load Balancer and one of its target groups, each by the suffix of its ARN.
 *
 * Counts of errors are reported only when there are some, requests always.
 *
 * Source: Application Load Balancer guide, "CloudWatch metrics for your Application Load Balancer"; read in an older public copy.
 */
export function loadBalancerMetrics(loadBalancer: string, targetGroup: string) {
  const namespace = "AWS/ApplicationELB";
  const balancer = metricsOf(namespace, { LoadBalancer: loadBalancer });
  const targets = metricsOf(namespace, { LoadBalancer: loadBalancer, TargetGroup: targetGroup });
  const requests = balancer("RequestCount", "Sum", "Requests");
  const targetErrors = balancer("HTTPCode_Target_5XX_Count", "Sum", "5xx of the service");
  const balancerErrors = balancer("HTTPCode_ELB_5XX_Count", "Sum", "5xx of the load balancer");
  return {
    requests,
    targetErrors,
    balancerErrors,
    targetErrorShare: share(targetErrors, requests, "5xx of the service (% of requests)"),
    balancerErrorShare: share(balancerErrors, requests, "5xx of the load balancer (% of requests)"),
    targetSuccesses: balancer("HTTPCode_Target_2XX_Count", "Sum", "2xx"),
    targetRedirects: balancer("HTTPCode_Target_3XX_Count", "Sum", "3xx"),
    targetRefusals: balancer("HTTPCode_Target_4XX_Count", "Sum", "4xx"),
    rejectedConnections: balancer("RejectedConnectionCount", "Sum", "Rejected connections"),
    tlsErrors: balancer("ClientTLSNegotiationErrorCount", "Sum", "Failed TLS handshakes"),
    latency: (statistic: "p50" | "p90" | "p99") =>
      balancer("TargetResponseTime", statistic, `Response time ${statistic} (s)`),
    // The largest count that any node of the load balancer sees: zero only where none sees a healthy target.
    healthyTargets: targets("HealthyHostCount", "Maximum", "Healthy targets"),
    unhealthyTargets: targets("UnHealthyHostCount", "Maximum", "Unhealthy targets"),
  };
}

function share(errors: Metric, requests: Metric, label: string): MetricExpression {
  return {
    expression: `IF(requests >= ${REQUESTS_THAT_COUNT}, 100 * FILL(errors, 0) / requests, 0)`,
    metrics: { errors, requests },
    label,
  };
}
