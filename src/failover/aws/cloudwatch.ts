import type { Service } from "./service";
import type { Surroundings } from "./surroundings";

interface Datum {
  readonly MetricName: string;
  readonly Value: number;
}

/**
 * CloudWatch: takes metrics. Alarms and what follows them are left to whoever uses the model.
 *
 * Source: CloudWatch API reference (PutMetricData), read 2026-11.
 */
export class CloudWatch {
  /** The value that was published last, by region and metric: `us-east-2 TrafficAtDr`. */
  readonly newest = new Map<string, number>();

  constructor(private readonly world: Surroundings) {}

  readonly actions: Service = {
    putMetricData: ({ MetricData }: { readonly MetricData: readonly Datum[] }, region: string) => {
      for (const { MetricName: metric, Value: value } of MetricData) {
        this.newest.set(`${region} ${metric}`, value);
        this.world.tell({ type: "metric published", region, metric, value });
      }
      return {};
    },
  };
}
