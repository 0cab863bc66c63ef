import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { S3Client } from "@aws-sdk/client-s3";
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda";
import { EVENTS_NAMESPACE } from "../events-namespace";
import { readSettings } from "../read-settings";
import { eachShard, type ShardBatch } from "../stream-shards";
import { Archive } from "./archive";
import { SERVICE, type Counted } from "./metrics";
import { settings } from "./settings";

/** S3 must answer or fail within the function's time, so that the batch comes again. */
const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

const { ARCHIVE_BUCKET, SITE } = readSettings(settings, process.env);
const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: EVENTS_NAMESPACE, serviceName: SERVICE });
const archive = new Archive({ client: new S3Client(clientOptions), bucket: ARCHIVE_BUCKET, site: SITE });

/** Archives a batch of events. What could not be written comes again, from its first record on. */
export async function handler(
  event: KinesisStreamEvent,
  context: Context,
): Promise<KinesisStreamBatchResponse> {
  logger.addContext(context);
  try {
    return await eachShard(event, archiveBatch, (shardId, error) =>
      logger.error("batch not archived", { shardId, error: error as Error }),
    );
  } finally {
    metrics.publishStoredMetrics();
  }
}

async function archiveBatch(batch: ShardBatch): Promise<void> {
  const { records, unreadable } = await archive.write(batch);
  count("EventsArchived", records);
  if (unreadable > 0) count("UnreadableEventsArchived", unreadable);
}

function count(metric: Counted, value: number): void {
  metrics.addMetric(metric, MetricUnit.Count, value);
}
