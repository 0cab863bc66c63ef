import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { backupMetrics } from "../metrics/backup";
import { breaching } from "../missing-data";

const DAY_SECONDS = 24 * 60 * 60;

/** What the alarms on the backups of a site are made from. */
export interface BackupAlarmsProps extends AlarmGroupProps {
  readonly vaultName: string;
}

/** Backups that were not made: no event tells of a job that nobody started. */
export class BackupAlarms extends AlarmGroup {
  readonly missing: Alarm;

  constructor(scope: Construct, id: string, props: BackupAlarmsProps) {
    super(scope, id, props);
    this.missing = this.add("missing", {
      severity: "warning",
      summary: "No backup of the file system was completed for two days",
      runbook: "backup-failed",
      metric: backupMetrics(props.vaultName).completed,
      comparison: "LessThanThreshold",
      threshold: 1,
      periodSeconds: DAY_SECONDS,
      evaluationPeriods: 2,
      missingData: breaching("A day without a completed backup has no data, or 0."),
    });
  }
}
