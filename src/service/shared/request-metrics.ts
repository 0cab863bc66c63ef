import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { FastifyInstance } from "fastify";
import type { Site } from "../../config/site";

/** The CloudWatch namespace of what a service counts. */
export const SERVICE_NAMESPACE = "Standby/Service";

/** What a service counts of each route, and what a dashboard calls it. */
export const REQUESTS_COUNTED = {
  Requests: "Requests",
  Errors: "Answers with a status of 500 and above",
  Latency: "Time to the answer (ms)",
} as const;

/** CloudWatch keeps one value a minute; in milliseconds. */
const PUBLISH_EVERY_MS = 60_000;

/** The health checks of the load balancer and of the container would be most of the requests. */
const NOT_COUNTED = ["/health"];

/** Whose requests are counted. */
export interface RequestMetricsProps {
  readonly system: string;
  /** The environment's. */
  readonly suffix: string;
  readonly site: Site;
}

/** The dimensions of a route's metrics, beside `service`, which is the system. */
export function requestDimensions({ suffix, site }: RequestMetricsProps, route: string) {
  return { Environment: suffix, Site: site, Route: route };
}

/**
 * Counts requests, errors and latency by route, and writes them to standard output once a minute as log lines from which
 * CloudWatch makes metrics (embedded metric format, CloudWatch User Guide, read 2026-11). A route stands with its pattern:
 * no id and no name gets into a metric.
 */
export function addRequestMetrics(server: FastifyInstance, props: RequestMetricsProps): void {
  const routes = new Map<string, Metrics>();
  const metricsOf = (route: string) => {
    const known = routes.get(route);
    if (known) return known;
    const made = new Metrics({
      namespace: SERVICE_NAMESPACE,
      serviceName: props.system,
      defaultDimensions: requestDimensions(props, route),
    });
    routes.set(route, made);
    return made;
  };
  const publish = () => {
    for (const metrics of routes.values()) metrics.publishStoredMetrics();
    // Whoever is not asked in a minute has nothing to say at its end.
    routes.clear();
  };
  server.addHook("onResponse", (request, reply, done) => {
    const { method, routeOptions } = request;
    if (!NOT_COUNTED.includes(routeOptions.url ?? "")) {
      metricsOf(routeOptions.url === undefined ? "unknown" : `${method} ${routeOptions.url}`)
        .addMetric("Requests", MetricUnit.Count, 1)
        .addMetric("Errors", MetricUnit.Count, reply.statusCode >= 500 ? 1 : 0)
        .addMetric("Latency", MetricUnit.Milliseconds, Math.round(reply.elapsedTime));
    }
    done();
  });
  const timer = setInterval(publish, PUBLISH_EVERY_MS).unref();
  server.addHook("onClose", async () => {
    clearInterval(timer);
    publish();
  });
}
