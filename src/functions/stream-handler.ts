import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda";
import { EVENTS_NAMESPACE } from "./events-namespace";
import { eachShard, type ShardBatch } from "./stream-shards";

/** Counts something in a metric of the function's. */
export type Tell<Metric extends string> = (metric: Metric, value: number) => void;

/** What a function does with the records of the event stream. */
export interface StreamHandlerProps<Metric extends string> {
  /** Its name in logs, and the dimension `service` of its metrics. */
  readonly service: string;
  /** What the log says of a batch that failed. */
  readonly failure: string;
  /** Makes what deals with a batch, as `eachShard` wants it. */
  readonly dealer: (tell: Tell<Metric>) => (batch: ShardBatch) => Promise<void>;
}

/** The handler of a consumer of the event stream. What could not be dealt with comes again, from its first record on. */
export function streamHandler<Metric extends string>({
  service,
  failure,
  dealer,
}: StreamHandlerProps<Metric>) {
  const logger = new Logger({ serviceName: service });
  const metrics = new Metrics({ namespace: EVENTS_NAMESPACE, serviceName: service });
  const deal = dealer((metric, value) => metrics.addMetric(metric, MetricUnit.Count, value));
  return async (event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> => {
    logger.addContext(context);
    try {
      return await eachShard(event, deal, (shardId, error) =>
        logger.error(failure, { shardId, error: error as Error }),
      );
    } finally {
      metrics.publishStoredMetrics();
    }
  };
}
