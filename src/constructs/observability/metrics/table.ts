import type { Metric, MetricExpression, Statistic } from "../metric";

/** What DynamoDB counts errors of its own by; there is no sum over all operations. */
const OPERATIONS = ["GetItem", "PutItem", "UpdateItem"];

/**
 * Metrics of one DynamoDB table, in the region that writes.
 *
 * Source: DynamoDB Developer Guide, "DynamoDB metrics and dimensions"; from memory, to be checked there.
 */
export function tableMetrics(tableName: string) {
  const metric = (
    name: string,
    statistic: Statistic,
    label: string,
    dimensions: Readonly<Record<string, string>> = {},
  ): Metric => ({
    namespace: "AWS/DynamoDB",
    name,
    dimensions: { TableName: tableName, ...dimensions },
    statistic,
    label,
  });
  return {
    throttles: sum("Throttled reads and writes", {
      reads: metric("ReadThrottleEvents", "Sum", "Throttled reads"),
      writes: metric("WriteThrottleEvents", "Sum", "Throttled writes"),
    }),
    systemErrors: sum(
      "Errors of DynamoDB",
      Object.fromEntries(
        OPERATIONS.map((operation) => [
          operation.charAt(0).toLowerCase() + operation.slice(1),
          metric("SystemErrors", "Sum", `Errors of ${operation}`, { Operation: operation }),
        ]),
      ),
    ),
    replicationLatency: (receivingRegion: string) =>
      metric("ReplicationLatency", "Maximum", `Latency to ${receivingRegion} (ms)`, {
        ReceivingRegion: receivingRegion,
      }),
  };
}

/** The sum of counts that are reported only when they aren't zero. */
function sum(label: string, metrics: Readonly<Record<string, Metric>>): MetricExpression {
  const terms = Object.keys(metrics).map((id) => `FILL(${id}, 0)`);
  return { expression: terms.join(" + "), metrics, label };
}
