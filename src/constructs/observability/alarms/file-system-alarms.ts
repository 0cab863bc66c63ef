import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { fileSystemMetrics, replicationAge } from "../metrics/file-system";
import { byRole } from "../metrics/role";
import { breaching, notBreaching } from "../missing-data";

/** Near its limit a file system gets slow, in percent (SF-ALM-08). */
const IO_LIMIT_PERCENT = 80;

/** What the alarms of a site's file system are made from. */
export interface FileSystemAlarmsProps extends AlarmGroupProps {
  /** Of the site's own file system. */
  readonly fileSystemId: string;
  /** Of the file system that follows while this site is active. */
  readonly copyFileSystemId: string;
  /** The system's objective for files, in minutes: the age of the copy at which the promise is broken. */
  readonly recoveryPointMinutes: number;
}

/**
 * The alarms of one site's file system, in its own region.
 *
 * The site that is active watches its copy; for the site that stands by, which has none, all is well. An active site
 * without a replication, or with one whose first sync is not complete, reports no age: there is nothing to fail over to.
 */
export class FileSystemAlarms extends AlarmGroup {
  readonly copyOutdated: Alarm;
  readonly ioLimit: Alarm;

  constructor(scope: Construct, id: string, props: FileSystemAlarmsProps) {
    super(scope, id, props);
    const { fileSystemId, copyFileSystemId, recoveryPointMinutes } = props;
    const limit = recoveryPointMinutes * 60;
    const age = replicationAge({
      sourceFileSystemId: fileSystemId,
      destinationFileSystemId: copyFileSystemId,
    });
    this.copyOutdated = this.add("copy-outdated", {
      severity: "critical",
      summary: `The copy of the file system is more than ${limit} seconds old, or does not say how old`,
      runbook: "file-system-copy",
      metric: byRole(this, age, { active: `FILL(m, ${2 * limit})`, standby: "0", label: age.label }),
      comparison: "GreaterThanThreshold",
      threshold: limit,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: breaching("The expression has a value in every minute in which the site's role is known."),
    });
    this.ioLimit = this.add("io-limit", {
      severity: "warning",
      summary: `The file system is above ${IO_LIMIT_PERCENT} % of its I/O limit`,
      runbook: "file-system-load",
      metric: fileSystemMetrics(fileSystemId).ioLimit,
      comparison: "GreaterThanThreshold",
      threshold: IO_LIMIT_PERCENT,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: notBreaching("EFS reports it while there is something to do."),
    });
  }
}
