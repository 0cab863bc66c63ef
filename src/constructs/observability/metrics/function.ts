import { metricsOf } from "../metric";

/**
 * Metrics of one Lambda function.
 *
 * Source: Lambda Developer Guide, "Types of metrics for Lambda functions"; from memory, to be checked there.
 */
export function functionMetrics(functionName: string) {
  const metric = metricsOf("AWS/Lambda", { FunctionName: functionName });
  return {
    invocations: metric("Invocations", "Sum", "Invocations"),
    errors: metric("Errors", "Sum", "Errors"),
    throttles: metric("Throttles", "Sum", "Throttles"),
    duration: (statistic: "p50" | "p90" | "p99") =>
      metric("Duration", statistic, `Duration ${statistic} (ms)`),
    concurrency: metric("ConcurrentExecutions", "Maximum", "Concurrent executions"),
  };
}
