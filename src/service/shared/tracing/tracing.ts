import type { CommonConfiguration } from "../configuration";

/** The traces of a process. */
export interface Tracing {
  /** Sends what is left, for two seconds at most, and never fails. */
  stop(): Promise<void>;
}

/**
 * Begins to trace, where a collector is named. There is one for a process: spans find it by OpenTelemetry's API.
 *
 * The libraries are loaded only then: a service without a collector starts as fast as before.
 */
export function startTracing(configuration: CommonConfiguration): Tracing {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = configuration;
  if (endpoint === undefined) return { stop: async () => {} };
  // Evaluated here and not before; `import()` would look for a file of JavaScript.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { exportSpans } = require("./export-spans") as typeof import("./export-spans");
  return exportSpans({
    endpoint,
    tracedPercent: configuration.TRACED_PERCENT,
    system: configuration.SYSTEM,
    site: configuration.SITE,
  });
}
