import { metricsOf } from "../metric";

/**
 * Metrics of one Aurora PostgreSQL cluster. With this dimension alone, an instance's metrics are summed up over all
 * instances of the cluster.
 *
 * The three lag metrics exist in the region of a secondary cluster only, and so change sides in a failover.
 *
 * Source: Aurora User Guide, "CloudWatch metrics for Amazon Aurora" and "CloudWatch dimensions for Aurora", read 2026-11.
 */
export function auroraMetrics(clusterIdentifier: string) {
  const metric = metricsOf("AWS/RDS", { DBClusterIdentifier: clusterIdentifier });
  return {
    recoveryPointLag: metric("AuroraGlobalDBRPOLag", "Maximum", "Lag of user transactions (ms)"),
    storageLag: metric("AuroraGlobalDBProgressLag", "Maximum", "Lag of the storage (ms)"),
    replicationLag: metric("AuroraGlobalDBReplicationLag", "Maximum", "Lag between replication servers (ms)"),
    capacityUtilization: metric("ACUUtilization", "Maximum", "Share of the largest capacity (%)"),
    capacity: metric("ServerlessDatabaseCapacity", "Maximum", "Capacity units of the largest instance"),
    cpu: metric("CPUUtilization", "Maximum", "CPU of the busiest instance (%)"),
    freeableMemory: metric("FreeableMemory", "Minimum", "Free memory of the fullest instance (bytes)"),
    connections: metric("DatabaseConnections", "Maximum", "Connections of the busiest instance"),
    commitLatency: metric("CommitLatency", "Average", "Commit latency (ms)"),
    commitThroughput: metric("CommitThroughput", "Sum", "Commits a second"),
    deadlocks: metric("Deadlocks", "Sum", "Deadlocks a second"),
    readOperations: metric("ReadIOPS", "Sum", "Reads a second"),
    writeOperations: metric("WriteIOPS", "Sum", "Writes a second"),
    volumeBytes: metric("VolumeBytesUsed", "Maximum", "Data in the cluster's volume (bytes)"),
    transactionIds: metric(
      "MaximumUsedTransactionIDs",
      "Maximum",
      "Age of the oldest unvacuumed transaction",
    ),
  };
}
