import { Construct } from "constructs";
import { explainOtherRegion } from "../../../policy/other-region";
import { regionOf, siteOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { AlarmGroupProps } from "../alarm-group";
import { EventNotification } from "../event-notification";

/**
 * States in which a copy ended, and there is none, or a part of one.
 *
 * Source: `CopyJobState` in the API model of SDK 3.1092, read 2026-11.
 */
const FAILURES = ["FAILED", "PARTIAL"];

/** What the notification of failed copies is made from. */
export interface BackupCopyEventsProps extends AlarmGroupProps {
  /** The vault that copies leave from, in the construct's own region. */
  readonly vaultName: string;
  /** The other region's vault, which takes the copies. */
  readonly copyVaultArn: string;
}

/** Tells people when a backup was made, and its copy into the other region failed. */
export class BackupCopyEvents extends Construct {
  readonly notification: EventNotification;

  constructor(scope: Construct, id: string, props: BackupCopyEventsProps) {
    super(scope, id);
    const { topic, thing, vaultName, copyVaultArn } = props;
    const { system } = RegionalStack.of(this);
    this.notification = new EventNotification(this, "notification", {
      topic,
      thing: `${thing}-events`,
      description: `Failed copies from ${vaultName} into the other region`,
      pattern: {
        source: ["aws.backup"],
        "detail-type": ["Copy Job State Change"],
        detail: { destinationBackupVaultArn: [copyVaultArn], state: FAILURES },
      },
      paths: {
        job: "$.detail.copyJobId",
        resource: "$.detail.resourceArn",
        state: "$.detail.state",
        time: "$.time",
      },
      message: `${system}, copy of a backup of <resource> from ${regionOf(this)}, <time>: <state> (job <job>).`,
      runbook: "backup-failed",
    });
    if (siteOf(this) === "dr") {
      explainOtherRegion(
        this.notification.rule,
        "Where the copy was meant to go: the name is compared, and nothing is called there.",
      );
    }
  }
}
