import { setTimeout as sleep } from "node:timers/promises";
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { AWSXRayPropagator } from "@opentelemetry/propagator-aws-xray";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from "@opentelemetry/semantic-conventions";
import { version } from "../../../../package.json";
import type { Site } from "../../../config/site";
import type { Tracing } from "./tracing";

/** A collector beside the service answers at once, or is gone. In milliseconds. */
const SEND_WITHIN_MS = 1_000;
const SEND_EVERY_MS = 1_000;

/** How long the end of the process waits for the last spans, in milliseconds. */
const STOP_WITHIN_MS = 2_000;

/** Spans that wait while the collector does not answer; what comes beyond is dropped. */
const QUEUE = 2_048;

/** Where spans go, and which. */
export interface ExportProps {
  /** The collector's address, without the path. */
  readonly endpoint: string;
  /** Share of the requests that are traced where nobody before has decided. */
  readonly tracedPercent: number;
  readonly system: string;
  readonly site: Site;
}

/**
 * Sends the process's spans to a collector, in batches and apart from the requests: one that is gone costs spans alone.
 *
 * Ids are OpenTelemetry's own: X-Ray takes them from ADOT 0.34.0 on (AWS, "AWS X-Ray supports W3C format trace IDs",
 * 2023-10, read 2026-11).
 */
export function exportSpans({ endpoint, tracedPercent, system, site }: ExportProps): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: SEND_WITHIN_MS });
  const processor = new BatchSpanProcessor({
    exporter,
    maxQueueSize: QUEUE,
    scheduledDelayMillis: SEND_EVERY_MS,
    exportTimeoutMillis: SEND_WITHIN_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: `${system}-service`,
      [ATTR_SERVICE_VERSION]: version,
      "standby.site": site,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracedPercent / 100) }),
    spanProcessors: [processor],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new AWSXRayPropagator());
  trace.setGlobalTracerProvider(provider);
  return { stop: () => stop(provider) };
}

async function stop(provider: TracerProvider): Promise<void> {
  await Promise.race([provider.shutdown().catch(() => {}), sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  trace.disable();
  propagation.disable();
  context.disable();
}
