import { GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { RegionalClients } from "../../aws/clients";

/** Which metric is asked for. */
export interface WantedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Minimum" | "Maximum";
}

/** How far back a value still counts as the latest, in seconds. CloudWatch shows a minute some minutes after it is over. */
const RECENT_SECONDS = 300;

const PERIOD_SECONDS = 60;

/**
 * Reads the latest value of each metric.
 *
 * @param now milliseconds since 1970.
 * @returns the values in the order of the metrics; undefined where none is recent.
 */
export async function latestValues(
  { cloudWatch }: Pick<RegionalClients, "cloudWatch">,
  metrics: readonly WantedMetric[],
  now: number,
  abortSignal: AbortSignal,
): Promise<(number | undefined)[]> {
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - RECENT_SECONDS * 1_000),
      EndTime: new Date(now),
      ScanBy: "TimestampDescending",
      MetricDataQueries: metrics.map(query),
    }),
    { abortSignal },
  );
  return metrics.map((_, index) => MetricDataResults.find(({ Id }) => Id === idOf(index))?.Values?.[0]);
}

/** Reads the latest of the highest values of a metric; undefined where none is recent. */
export async function latestValue(
  clients: Pick<RegionalClients, "cloudWatch">,
  { namespace, name, dimensions }: Omit<WantedMetric, "statistic">,
  now: number,
  abortSignal: AbortSignal,
): Promise<number | undefined> {
  const metric = { namespace, name, dimensions, statistic: "Maximum" } as const;
  const [value] = await latestValues(clients, [metric], now, abortSignal);
  return value;
}

function query({ namespace, name, dimensions, statistic }: WantedMetric, index: number): MetricDataQuery {
  return {
    Id: idOf(index),
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: PERIOD_SECONDS,
      Stat: statistic,
    },
  };
}

function idOf(index: number): string {
  return `m${index}`;
}
