import { metricsOf, type MetricExpression } from "../metric";
import { unreadOf } from "./stream";

/** A delivery of a stream to S3, as CloudWatch knows it. */
export interface WatchedDelivery {
  readonly streamName: string;
  readonly deliveryStreamName: string;
}

/**
 * Metrics of one Firehose that reads a Kinesis data stream and writes into S3. Data freshness begins when Firehose has read a record:
 * how far it is behind the stream is told apart.
 *
 * Source: Firehose Developer Guide, "Monitor Amazon Data Firehose with CloudWatch metrics", in quotations of it, read 2026-11.
 */
export function deliveryMetrics({ streamName, deliveryStreamName }: WatchedDelivery) {
  const metric = metricsOf("AWS/Firehose", { DeliveryStreamName: deliveryStreamName });
  const freshness = metric("DeliveryToS3.DataFreshness", "Maximum", "Age of the oldest record not in S3 (s)");
  const readBehind = metric("KinesisMillisBehindLatest", "Maximum", "Reading behind the latest record (ms)");
  const read = metric("DataReadFromKinesisStream.Records", "Sum", "Records read");
  const refused = metric("ThrottledRecords", "Sum", "Records above Firehose's limits");
  const refusedReads = metric("ThrottledGetRecords", "Sum", "Reads that the stream refused");
  return {
    freshness,
    readBehind,
    read,
    refused,
    refusedReads,
    delivered: metric("DeliveryToS3.Records", "Sum", "Records delivered"),
    success: metric("DeliveryToS3.Success", "Average", "Share of writes that S3 took (1 is all)"),
    /** From the stream to S3: what is read late, and then what is written late. */
    behind: {
      expression: "FILL(waiting, 0) * 1000 + FILL(unread, 0)",
      metrics: { waiting: freshness, unread: readBehind },
      label: "Behind (ms)",
    } satisfies MetricExpression,
    unread: unreadOf(streamName, read),
    throttled: {
      expression: "FILL(records, 0) + FILL(reads, 0)",
      metrics: { records: refused, reads: refusedReads },
      label: "Held up by limits",
    } satisfies MetricExpression,
  };
}
