import { PutMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { NAMESPACE, trafficDimensions } from "../../constructs/dns/traffic-metric";
import { ANSWERS_METRIC, WRITES_METRIC } from "../../constructs/failover/detection-metric";

/** Kept by the second, which alarms with periods below a minute need (PutMetricAlarm, API model of SDK 3.1162, read 2026-11). */
const HIGH_RESOLUTION_SECONDS = 1;

/** What a probe has seen of the active site. */
export interface Seen {
  readonly answers: boolean;
  readonly writes: boolean;
}

/** Publishes what a probe has seen, as 1 and 0. */
export async function publish(
  client: CloudWatchClient,
  { system, suffix }: { readonly system: string; readonly suffix: string },
  { answers, writes }: Seen,
): Promise<void> {
  const Dimensions = Object.entries(trafficDimensions(system, suffix)).map(([Name, Value]) => ({
    Name,
    Value,
  }));
  const values = { [ANSWERS_METRIC]: answers, [WRITES_METRIC]: writes };
  await client.send(
    new PutMetricDataCommand({
      Namespace: NAMESPACE,
      MetricData: Object.entries(values).map(([MetricName, value]) => ({
        MetricName,
        Dimensions,
        Value: Number(value),
        StorageResolution: HIGH_RESOLUTION_SECONDS,
      })),
    }),
  );
}
