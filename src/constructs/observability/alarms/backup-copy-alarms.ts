import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { backupCopyMetrics } from "../metrics/backup";
import { breaching } from "../missing-data";

const HOUR_SECONDS = 60 * 60;

/** A day, and two hours for a backup that starts later, or a copy that takes longer, than the one before. */
const SILENT_HOURS = 26;

/** What the alarm on the copies of a site's backups is made from. */
export interface BackupCopyAlarmsProps extends AlarmGroupProps {
  /** The other region's vault, which takes the copies. */
  readonly copyVaultName: string;
}

/** Copies of daily backups that did not arrive: no event tells of a copy that nobody started. */
export class BackupCopyAlarms extends AlarmGroup {
  readonly missing: Alarm;

  constructor(scope: Construct, id: string, props: BackupCopyAlarmsProps) {
    super(scope, id, props);
    this.missing = this.add("missing", {
      severity: "warning",
      summary: `No backup of the file system was copied into the other region for ${SILENT_HOURS} hours`,
      runbook: "backup-failed",
      metric: backupCopyMetrics(props.copyVaultName).completed,
      comparison: "LessThanThreshold",
      threshold: 1,
      periodSeconds: HOUR_SECONDS,
      evaluationPeriods: SILENT_HOURS,
      missingData: breaching("An hour without a completed copy has no data, or 0."),
    });
  }
}
