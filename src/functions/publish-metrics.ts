import { PutMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { NAMESPACE, trafficDimensions } from "../constructs/dns/traffic-metric";

/**
 * Publishes metrics of a system.
 *
 * @param resolutionSeconds 60, or 1 to keep them by the second, which alarms with periods below a minute need
 * (PutMetricAlarm, API model of SDK 3.1162, read 2026-11).
 */
export async function publishMetrics(
  client: CloudWatchClient,
  { system, suffix }: { readonly system: string; readonly suffix: string },
  values: Readonly<Record<string, number>>,
  resolutionSeconds: 1 | 60,
): Promise<void> {
  const Dimensions = Object.entries(trafficDimensions(system, suffix)).map(([Name, Value]) => ({
    Name,
    Value,
  }));
  await client.send(
    new PutMetricDataCommand({
      Namespace: NAMESPACE,
      MetricData: Object.entries(values).map(([MetricName, Value]) => ({
        MetricName,
        Dimensions,
        Value,
        StorageResolution: resolutionSeconds,
      })),
    }),
  );
}
