import type { Metric, Statistic } from "../metric";

/** What is backed up, as the dimension `ResourceType` says it. */
export type BackedUp = "Aurora" | "EFS";

/**
 * Metrics of the backups of one type in one vault, every five minutes.
 *
 * Source: AWS Backup Developer Guide, "AWS Backup metrics with Amazon CloudWatch", and the list of metrics by dimension
 * in the CloudWatch User Guide, read 2026-11.
 *
 * @param type by default file systems.
 */
export function backupMetrics(
  vaultName: string,
  type: BackedUp = "EFS",
): Readonly<Record<"completed" | "failed", Metric>> {
  const metric = (name: string, label: string) => metricOf(vaultName, type, name, label);
  return {
    completed: metric("NumberOfBackupJobsCompleted", "Backups completed"),
    failed: metric("NumberOfBackupJobsFailed", "Backups failed"),
  };
}

/**
 * Metrics of the copies of backups, in the region that they are copied from. "The vault name of copy jobs is
 * that of their destination vault"; that the metric is the source region's follows from the job, which is asked for there.
 *
 * Source: AWS Backup Developer Guide, "AWS Backup metrics with Amazon CloudWatch", read 2026-11.
 *
 * @param type by default file systems.
 */
export function backupCopyMetrics(
  copyVaultName: string,
  type: BackedUp = "EFS",
): Readonly<Record<"completed", Metric>> {
  return { completed: metricOf(copyVaultName, type, "NumberOfCopyJobsCompleted", "Copies completed") };
}

function metricOf(vaultName: string, type: BackedUp, name: string, label: string): Metric {
  const statistic: Statistic = "Sum";
  return {
    namespace: "AWS/Backup",
    name,
    dimensions: { BackupVaultName: vaultName, ResourceType: type },
    statistic,
    label,
  };
}
