import { Construct } from "constructs";
import { regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { AlarmGroupProps } from "../alarm-group";
import { EventNotification } from "../event-notification";

/**
 * States in which a backup ended, and there is none.
 *
 * Source: AWS Backup Developer Guide, "Monitoring AWS Backup events using Amazon EventBridge", read 2026-11.
 */
const FAILURES = ["ABORTED", "EXPIRED", "FAILED"];

/** What the notification of failed backups is made from. */
export interface BackupEventsProps extends AlarmGroupProps {
  readonly vaultName: string;
  /**
   * Whether failed backups of databases are told as well. Where a follower is backed up too, `DatabaseBackupAlarms` tell
   * more: they know whether the site serves.
   *
   * @default true
   */
  readonly tellsDatabases?: boolean;
}

/** Tells people when a backup into a vault failed, was stopped, or did not start in time. */
export class BackupEvents extends Construct {
  readonly notification: EventNotification;

  constructor(scope: Construct, id: string, props: BackupEventsProps) {
    super(scope, id);
    const { topic, thing, vaultName, tellsDatabases = true } = props;
    const { system } = RegionalStack.of(this);
    this.notification = new EventNotification(this, "notification", {
      topic,
      thing: `${thing}-events`,
      description: `Failed backups into ${vaultName}`,
      pattern: {
        source: ["aws.backup"],
        "detail-type": ["Backup Job State Change"],
        detail: {
          backupVaultName: [vaultName],
          state: FAILURES,
          ...(!tellsDatabases && { resourceArn: [{ "anything-but": { prefix: "arn:aws:rds:" } }] }),
        },
      },
      paths: {
        job: "$.detail.backupJobId",
        resource: "$.detail.resourceArn",
        state: "$.detail.state",
        time: "$.time",
      },
      message: `${system}, backup of <resource> in ${regionOf(this)}, <time>: <state> (job <job>).`,
      runbook: "backup-failed",
    });
  }
}
