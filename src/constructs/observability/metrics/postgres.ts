import { metricsOf } from "../metric";

/**
 * Metrics of one RDS for PostgreSQL instance.
 *
 * The replica lag exists on a replica only, and so changes sides in a failover. CPU credits exist on burstable classes only, every
 * five minutes.
 *
 * Source: RDS User Guide, "Amazon CloudWatch instance-level metrics for Amazon RDS", read 2026-11.
 */
export function postgresMetrics(instanceIdentifier: string) {
  const metric = metricsOf("AWS/RDS", { DBInstanceIdentifier: instanceIdentifier });
  return {
    replicaLag: metric("ReplicaLag", "Maximum", "Lag of the replica (s)"),
    cpu: metric("CPUUtilization", "Average", "CPU (%)"),
    cpuCredits: metric("CPUCreditBalance", "Minimum", "CPU credits left"),
    connections: metric("DatabaseConnections", "Maximum", "Connections"),
    freeableMemory: metric("FreeableMemory", "Minimum", "Free memory (bytes)"),
    freeStorage: metric("FreeStorageSpace", "Minimum", "Free storage (bytes)"),
    replicationSlotLag: metric(
      "OldestReplicationSlotLag",
      "Maximum",
      "Logs kept for the slowest replica (bytes)",
    ),
    transactionLogs: metric("TransactionLogsDiskUsage", "Maximum", "Storage of transaction logs (bytes)"),
    readOperations: metric("ReadIOPS", "Average", "Reads a second"),
    writeOperations: metric("WriteIOPS", "Average", "Writes a second"),
    readLatency: metric("ReadLatency", "Average", "Time of a read (s)"),
    writeLatency: metric("WriteLatency", "Average", "Time of a write (s)"),
    transactionIds: metric(
      "MaximumUsedTransactionIDs",
      "Maximum",
      "Age of the oldest unvacuumed transaction",
    ),
  };
}
