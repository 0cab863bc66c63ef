import { metricsOf, type Metric, type MetricExpression } from "../metric";

/** A registered consumer of a stream, as CloudWatch knows it. */
export interface WatchedConsumer {
  readonly streamName: string;
  readonly consumerName: string;
  /** The function that is handed the records. */
  readonly functionName: string;
}

/**
 * Metrics of one Kinesis data stream.
 *
 * Source: Kinesis Data Streams Developer Guide, "Monitor with Amazon CloudWatch", in quotations of it, read 2026-11.
 */
export function streamMetrics(streamName: string) {
  const metric = metricsOf("AWS/Kinesis", { StreamName: streamName });
  return {
    takenRecords: metric("IncomingRecords", "Sum", "Records taken"),
    takenBytes: metric("IncomingBytes", "Sum", "Bytes taken"),
    throttledWrites: metric("WriteProvisionedThroughputExceeded", "Sum", "Records refused, too many"),
    putLatency: metric("PutRecords.Latency", "Average", "PutRecords (ms)"),
  };
}

/**
 * Metrics of one consumer with enhanced fan-out. `GetRecords.IteratorAgeMilliseconds` does not exist for it: Kinesis says
 * how far what it hands over is behind, Lambda how old what the function gets is. Where the function fails, the second
 * grows first.
 *
 * Source: as of `streamMetrics`; Lambda Developer Guide, "Types of metrics for Lambda functions", from memory.
 */
export function streamConsumerMetrics({ streamName, consumerName, functionName }: WatchedConsumer) {
  const metric = metricsOf("AWS/Kinesis", { StreamName: streamName, ConsumerName: consumerName });
  const handedOver = metric(
    "SubscribeToShardEvent.MillisBehindLatest",
    "Maximum",
    "Behind the latest record (ms)",
  );
  const age: Metric = {
    namespace: "AWS/Lambda",
    name: "IteratorAge",
    dimensions: { FunctionName: functionName },
    statistic: "Maximum",
    label: "Age of the records in the function (ms)",
  };
  const read = metric("SubscribeToShardEvent.Records", "Sum", "Records read");
  return {
    handedOver,
    age,
    read,
    refusedSubscriptions: metric("SubscribeToShard.RateExceeded", "Sum", "Subscriptions refused"),
    /** How far the consumer is behind, by whichever of the two says more. */
    behind: {
      expression: "MAX([FILL(handed, 0), FILL(age, 0)])",
      metrics: { handed: handedOver, age },
      label: "Behind (ms)",
    } satisfies MetricExpression,
    unread: unreadOf(streamName, read),
  };
}

/** 1 where records come into a stream and none is read, else 0. */
export function unreadOf(streamName: string, read: Metric): MetricExpression {
  return {
    expression: "IF(FILL(taken, 0) > 0 AND FILL(read, 0) == 0, 1, 0)",
    metrics: { taken: streamMetrics(streamName).takenRecords, read },
    label: "Records come in and nobody reads them",
  };
}
