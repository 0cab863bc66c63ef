import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda";
import { EVENTS_NAMESPACE } from "../events-namespace";
import { readSettings } from "../read-settings";
import { eachShard } from "../stream-shards";
import { Counter } from "./counter";
import { SERVICE } from "./metrics";
import { PlayCounts } from "./play-counts";
import { settings } from "./settings";

/** DynamoDB must answer or fail within the function's time, so that the batch comes again. */
const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

const { TABLE_NAME, SITE } = readSettings(settings, process.env);
const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: EVENTS_NAMESPACE, serviceName: SERVICE });
const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions));
const counter = new Counter({
  counts: new PlayCounts(client, TABLE_NAME, SITE),
  tell: (metric, value) => metrics.addMetric(metric, MetricUnit.Count, value),
});

/** Counts the plays in a batch of events. What could not be counted comes again, from its first record on. */
export async function handler(
  event: KinesisStreamEvent,
  context: Context,
): Promise<KinesisStreamBatchResponse> {
  logger.addContext(context);
  try {
    return await eachShard(
      event,
      (batch) => counter.count(batch),
      (shardId, error) => logger.error("batch not counted", { shardId, error: error as Error }),
    );
  } finally {
    metrics.publishStoredMetrics();
  }
}
