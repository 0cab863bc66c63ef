import { metricsOf, type Metric, type MetricExpression } from "../metric";

/** Fewer requests than this in a minute say nothing about a share of errors. */
const REQUESTS_THAT_COUNT = 20;

/** Requests that an API refused with 429, counted in its access log. */
export const THROTTLED_METRIC = "Throttled";

/** Where `THROTTLED_METRIC` of an API stands. */
export function throttledNamespace(apiName: string): string {
  return `Standby/${apiName}`;
}

/**
 * Metrics of one stage of a REST API, by their names. API Gateway reports each of them with every request, a request without an error
 * as zero; very many requests with 429 it does not report at all.
 *
 * Source: API Gateway developer guide, "Amazon API Gateway dimensions and metrics" and "CloudWatch logging", read 2026-11.
 */
export function apiMetrics(apiName: string, stageName: string) {
  const metric = metricsOf("AWS/ApiGateway", { ApiName: apiName, Stage: stageName });
  const requests = metric("Count", "Sum", "Requests");
  const serverErrors = metric("5XXError", "Sum", "5xx");
  const refusals = metric("4XXError", "Sum", "4xx");
  return {
    requests,
    serverErrors,
    refusals,
    serverErrorShare: share(serverErrors, requests, "5xx (% of requests)"),
    refusalShare: share(refusals, requests, "4xx (% of requests)"),
    latency: (statistic: "p50" | "p90" | "p99") =>
      metric("Latency", statistic, `Response time ${statistic} (ms)`),
    integrationLatency: (statistic: "p50" | "p90" | "p99") =>
      metric("IntegrationLatency", statistic, `Time behind the API ${statistic} (ms)`),
    throttled: {
      namespace: throttledNamespace(apiName),
      name: THROTTLED_METRIC,
      dimensions: {},
      statistic: "Sum",
      label: "429",
    } satisfies Metric,
  };
}

function share(errors: Metric, requests: Metric, label: string): MetricExpression {
  return {
    expression: `IF(requests >= ${REQUESTS_THAT_COUNT}, 100 * FILL(errors, 0) / requests, 0)`,
    metrics: { errors, requests },
    label,
  };
}
