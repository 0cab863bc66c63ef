import type { Metric } from "../metric";

/**
 * Metrics of the backups of file systems in one vault, every five minutes.
 *
 * Source: AWS Backup Developer Guide, "AWS Backup metrics with Amazon CloudWatch", and the list of metrics by dimension
 * in the CloudWatch User Guide, read 2026-11.
 */
export function backupMetrics(vaultName: string): Readonly<Record<"completed", Metric>> {
  return {
    completed: {
      namespace: "AWS/Backup",
      name: "NumberOfBackupJobsCompleted",
      dimensions: { BackupVaultName: vaultName, ResourceType: "EFS" },
      statistic: "Sum",
      label: "Backups completed",
    },
  };
}

/**
 * Metrics of the copies of backups of file systems, in the region that they are copied from. "The vault name of copy jobs is
 * that of their destination vault"; that the metric is the source region's follows from the job, which is asked for there.
 *
 * Source: AWS Backup Developer Guide, "AWS Backup metrics with Amazon CloudWatch", read 2026-11.
 */
export function backupCopyMetrics(copyVaultName: string): Readonly<Record<"completed", Metric>> {
  return {
    completed: {
      namespace: "AWS/Backup",
      name: "NumberOfCopyJobsCompleted",
      dimensions: { BackupVaultName: copyVaultName, ResourceType: "EFS" },
      statistic: "Sum",
      label: "Copies completed",
    },
  };
}
