import { BackupRestoreTestingPlan } from "@cdktf/provider-aws/lib/backup-restore-testing-plan";
import { BackupRestoreTestingSelection } from "@cdktf/provider-aws/lib/backup-restore-testing-selection";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { BackupRole } from "./backup-role";
import type { RestoreTestingSettings } from "./settings";

/** How old the backup may be that is restored, in days. An older one is none: the alarm on missing backups rings first. */
const WINDOW_DAYS = 7;

/** How late a test may start, in hours. AWS Backup starts it at a time of its own choice within. */
const START_WINDOW_HOURS = 8;

/**
 * How long what was restored stays for somebody to look at it, in hours: the least that the provider takes. Then AWS
 * Backup deletes it.
 */
const KEPT_HOURS = 1;

/** What the tests that restore a site's backups are made from. */
export interface RestoreTestingProps {
  readonly settings: RestoreTestingSettings;
  /** The vault whose backups are tested, in the construct's own region. */
  readonly vaultArn: string;
  /** The file system whose latest backup is restored. */
  readonly fileSystemArn: string;
  /** Encrypts what is restored. */
  readonly keyArn: string;
  /** Restores. */
  readonly role: BackupRole;
}

/**
 * Restores the latest backup of a file system regularly into a new one, which nothing mounts. Its end is an event, see
 * `RestoreTestEvents`; that its files are the right ones, no machine says. AWS Backup deletes the new file system an hour
 * later, by its tag `awsbackup-restore-test`; "this deletion is not instantaneous".
 *
 * Source: AWS Backup Developer Guide, "Restore testing", read 2026-11.
 */
export class RestoreTesting extends Construct {
  readonly resource: BackupRestoreTestingPlan;

  constructor(scope: Construct, id: string, props: RestoreTestingProps) {
    super(scope, id);
    const { settings, vaultArn, fileSystemArn, keyArn, role } = props;
    const provider = providerOf(this);
    this.resource = new BackupRestoreTestingPlan(this, "Default", {
      provider,
      name: nameFor(this, "restore-test", "restoreTesting"),
      scheduleExpression: settings.schedule,
      scheduleExpressionTimezone: "Etc/UTC",
      startWindowHours: START_WINDOW_HOURS,
      recoveryPointSelection: [
        {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [vaultArn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: WINDOW_DAYS,
        },
      ],
    });
    new BackupRestoreTestingSelection(this, "selection", {
      provider,
      name: "files",
      restoreTestingPlanName: this.resource.name,
      protectedResourceType: "EFS",
      protectedResourceArns: [fileSystemArn],
      iamRoleArn: role.role.arn,
      validationWindowHours: KEPT_HOURS,
      // Without it, with the key that EFS has by itself ("Restore testing inferred metadata", read 2026-11).
      restoreMetadataOverrides: { kmsKeyId: keyArn },
      dependsOn: [...role.policies],
    });
  }
}
