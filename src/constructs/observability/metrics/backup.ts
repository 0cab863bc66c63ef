import { metricsOf, type Metric } from "../metric";

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
  const metric = vaultMetrics(vaultName, type);
  return {
    completed: metric("NumberOfBackupJobsCompleted", "Sum", "Backups completed"),
    failed: metric("NumberOfBackupJobsFailed", "Sum", "Backups failed"),
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
  return {
    completed: vaultMetrics(copyVaultName, type)("NumberOfCopyJobsCompleted", "Sum", "Copies completed"),
  };
}

function vaultMetrics(vaultName: string, type: BackedUp) {
  return metricsOf("AWS/Backup", { BackupVaultName: vaultName, ResourceType: type });
}
