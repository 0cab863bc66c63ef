import { metricsOf } from "../metric";

/** One replication rule between two buckets. */
export interface ReplicationRule {
  readonly sourceBucket: string;
  readonly destinationBucket: string;
  /** The id of the rule in the source bucket's replication configuration. */
  readonly ruleId: string;
}

/**
 * Metrics of one S3 replication rule. What is pending and how late it is, is published in the region of the
 * destination; failures are published in the region of the source.
 *
 * Source: S3 User Guide, "Using S3 Replication metrics" and "Metrics and dimensions", read 2026-11.
 */
export function objectReplicationMetrics({ sourceBucket, destinationBucket, ruleId }: ReplicationRule) {
  const metric = metricsOf("AWS/S3", {
    SourceBucket: sourceBucket,
    DestinationBucket: destinationBucket,
    RuleId: ruleId,
  });
  return {
    latency: metric("ReplicationLatency", "Maximum", "Replication latency (s)"),
    pendingOperations: metric("OperationsPendingReplication", "Maximum", "Operations that wait"),
    pendingBytes: metric("BytesPendingReplication", "Maximum", "Bytes that wait"),
    failedOperations: metric("OperationsFailedReplication", "Sum", "Failed operations"),
  };
}
