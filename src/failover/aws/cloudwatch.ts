import type { DatabaseInstances } from "./rds/instances";
import { ReplicaLag } from "./rds/lag";
import type { Service } from "./service";
import type { Surroundings } from "./surroundings";

interface Datum {
  readonly MetricName: string;
  readonly Value: number;
}

interface Question {
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly StartTime: string;
  readonly EndTime: string;
}

/**
 * CloudWatch: takes metrics, and answers how far replicas of RDS are behind. Alarms and what follows them are left to whoever uses
 * the model.
 *
 * Sources: CloudWatch API reference (PutMetricData, GetMetricStatistics), read 2026-11.
 */
export class CloudWatch {
  /** The value that was published last, by region and metric: `us-east-2 TrafficAtDr`. */
  readonly newest = new Map<string, number>();

  readonly #replicaLag: ReplicaLag;

  constructor(
    private readonly world: Surroundings,
    private readonly instances: DatabaseInstances,
  ) {
    this.#replicaLag = new ReplicaLag(world);
  }

  readonly actions: Service = {
    putMetricData: ({ MetricData }: { readonly MetricData: readonly Datum[] }, region: string) => {
      for (const { MetricName: metric, Value: value } of MetricData) {
        this.newest.set(`${region} ${metric}`, value);
        this.world.tell({ type: "metric published", region, metric, value });
      }
      return {};
    },
    getMetricStatistics: ({ MetricName, Dimensions, StartTime, EndTime }: Question, region: string) => {
      if (MetricName !== "ReplicaLag") throw new Error(`the model does not know the metric ${MetricName}`);
      const instance = this.instances.find(String(Dimensions[0]?.Value), region);
      const source = this.instances.sourceOf(instance);
      if (source === undefined) return { Label: MetricName, Datapoints: [] };
      const [from, to] = [Date.parse(StartTime), Date.parse(EndTime)];
      const points = this.#replicaLag.points(String(instance.attributes["arn"]), source, from, to);
      return {
        Label: MetricName,
        Datapoints: points.map(({ at, seconds }) => ({
          Timestamp: new Date(at).toISOString(),
          Maximum: seconds,
          Unit: "Seconds",
        })),
      };
    },
  };
}
