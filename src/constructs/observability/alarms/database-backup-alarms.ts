import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import type { Metric } from "../metric";
import { backupCopyMetrics, backupMetrics } from "../metrics/backup";
import { byRole } from "../metrics/role";
import { breaching, notBreaching } from "../missing-data";

const DAY_SECONDS = 24 * 60 * 60;

/** What the alarms on the backups of a site's database are made from. */
export interface DatabaseBackupAlarmsProps extends AlarmGroupProps {
  readonly vaultName: string;
  /**
   * The other region's vault, which takes the copies.
   *
   * @default - nothing is copied
   */
  readonly copyVaultName?: string;
}

/**
 * Backups of an Aurora cluster that AWS Backup did not make, in the site that serves. Nobody says whether it backs up a
 * cluster that follows (decision 0032): where it does not, that is no alarm.
 */
export class DatabaseBackupAlarms extends AlarmGroup {
  readonly missing: Alarm;

  constructor(scope: Construct, id: string, props: DatabaseBackupAlarmsProps) {
    super(scope, id, props);
    const { completed, failed } = backupMetrics(props.vaultName, "Aurora");
    this.missing = this.watchArrival(
      "missing",
      "No backup of the database was completed for two days",
      completed,
    );
    this.add("failed", {
      severity: "warning",
      summary: "A backup of the database failed",
      runbook: "backup-failed",
      metric: byRole(this, failed, {
        active: "m",
        standby: "0",
        label: "Backups failed, while the site serves",
      }),
      comparison: "GreaterThanThreshold",
      threshold: 0,
      periodSeconds: 300,
      evaluationPeriods: 1,
      missingData: notBreaching("A vault without failures reports none."),
    });
    if (props.copyVaultName !== undefined) {
      this.watchArrival(
        "copy-missing",
        "No backup of the database was copied into the other region for two days",
        backupCopyMetrics(props.copyVaultName, "Aurora").completed,
      );
    }
  }

  private watchArrival(name: string, summary: string, metric: Metric): Alarm {
    return this.add(name, {
      severity: "warning",
      summary,
      runbook: "backup-failed",
      metric: byRole(this, metric, {
        active: "FILL(m, 0)",
        standby: "1",
        label: `${metric.label}, while the site serves`,
      }),
      comparison: "LessThanThreshold",
      threshold: 1,
      periodSeconds: DAY_SECONDS,
      evaluationPeriods: 2,
      missingData: breaching("The role is published every minute: without it nobody knows."),
    });
  }
}
