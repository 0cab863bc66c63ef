import {
  requestDimensions,
  REQUESTS_COUNTED,
  SERVICE_NAMESPACE,
  type RequestMetricsProps,
} from "../../../service/shared/request-metrics";
import type { Metric, Statistic } from "../metric";

/** What a service counts of one route, which is called `GET /viewers/:id`, for example. */
export function requestMetrics(props: RequestMetricsProps, route: string) {
  const metric = (name: keyof typeof REQUESTS_COUNTED, statistic: Statistic): Metric => ({
    namespace: SERVICE_NAMESPACE,
    name,
    dimensions: { service: props.system, ...requestDimensions(props, route) },
    statistic,
    label: `${route}: ${REQUESTS_COUNTED[name]}`,
  });
  return {
    requests: metric("Requests", "Sum"),
    errors: metric("Errors", "Sum"),
    latency: (statistic: "p50" | "p90" | "p99") => metric("Latency", statistic),
  };
}
