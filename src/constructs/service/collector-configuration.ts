/** Where the service sends its spans: OTLP over HTTP. The containers of a task share one network, so nobody else reaches it. */
export const COLLECTOR_ENDPOINT = "http://127.0.0.1:4318";

/**
 * What the collector does, in YAML, of which JSON is a part: takes spans on the task's own address and sends them to X-Ray of
 * its own region. Who sends spans has decided on sampling already, so it asks X-Ray for no rules.
 *
 * What comes above the limit of memory is refused, and the service drops it. `local_mode` keeps the exporter from looking for
 * an instance. Names are those that ADOT 0.49.0 uses in its own configurations (READMEs in that version, read 2026-11).
 */
export function collectorConfiguration(region: string): string {
  return JSON.stringify({
    extensions: { health_check: { endpoint: "127.0.0.1:13133" } },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: "127.0.0.1:4317" }, http: { endpoint: "127.0.0.1:4318" } } },
    },
    processors: {
      memory_limiter: { check_interval: "1s", limit_mib: 160, spike_limit_mib: 32 },
      resourcedetection: { detectors: ["env", "ecs"], timeout: "2s", override: false },
      batch: { timeout: "1s", send_batch_size: 50 },
    },
    exporters: { awsxray: { region, local_mode: true } },
    service: {
      extensions: ["health_check"],
      telemetry: { logs: { level: "warn" }, metrics: { level: "none" } },
      pipelines: {
        traces: {
          receivers: ["otlp"],
          processors: ["memory_limiter", "resourcedetection", "batch"],
          exporters: ["awsxray"],
        },
      },
    },
  });
}
