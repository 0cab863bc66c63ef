import { BackupRestoreTestingPlan } from "@cdktf/provider-aws/lib/backup-restore-testing-plan";
import {
  BackupRestoreTestingSelection,
  type BackupRestoreTestingSelectionConfig,
} from "@cdktf/provider-aws/lib/backup-restore-testing-selection";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { jsonText } from "../../terraform/json-text";
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

/**
 * How long a restored database stays, in hours, if nobody reports a result: longer than its validation takes at most
 * (`EXECUTION_SECONDS`). With the result AWS Backup deletes it.
 */
const DATABASE_KEPT_HOURS = 3;

/** The database whose latest backup is restored, and where to. */
export interface RestoredDatabase {
  readonly clusterArn: string;
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  /** Lets in who compares: the cluster's own. */
  readonly securityGroupId: string;
}

/** What the tests that restore a site's backups are made from. */
export interface RestoreTestingProps {
  readonly settings: RestoreTestingSettings;
  /** The vault whose backups are tested, in the construct's own region. */
  readonly vaultArn: string;
  /**
   * The file system whose latest backup is restored.
   *
   * @default - none
   */
  readonly fileSystemArn?: string;
  /**
   * The Aurora cluster whose latest backup is restored, for `RestoreValidation` to look at.
   *
   * @default - none
   */
  readonly database?: RestoredDatabase;
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
 * And of a database, into a new cluster without instances, in the same subnets. Whether its rows are the right ones says
 * `RestoreValidation`.
 *
 * Source: AWS Backup Developer Guide, "Restore testing", read 2026-11.
 */
export class RestoreTesting extends Construct {
  readonly resource: BackupRestoreTestingPlan;
  /** Computed, so that what names it stays literal. */
  readonly planName: string;

  /** @throws Error where there is nothing to restore. */
  constructor(scope: Construct, id: string, props: RestoreTestingProps) {
    super(scope, id);
    const { settings, vaultArn, fileSystemArn, database } = props;
    if (fileSystemArn === undefined && !database) {
      throw new Error(`${this.node.path}: name a file system or a database to restore`);
    }
    const provider = providerOf(this);
    this.planName = nameFor(this, "restore-test", "restoreTesting");
    this.resource = new BackupRestoreTestingPlan(this, "Default", {
      provider,
      name: this.planName,
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
    // Without the keys, with those that the services have by themselves ("Restore testing inferred metadata", read 2026-11).
    if (fileSystemArn !== undefined) {
      this.select("selection", props, {
        name: "files",
        protectedResourceType: "EFS",
        protectedResourceArns: [fileSystemArn],
        validationWindowHours: KEPT_HOURS,
        restoreMetadataOverrides: { kmsKeyId: props.keyArn },
      });
    }
    if (database) {
      this.select("database", props, {
        name: "database",
        protectedResourceType: "Aurora",
        protectedResourceArns: [database.clusterArn],
        validationWindowHours: DATABASE_KEPT_HOURS,
        restoreMetadataOverrides: {
          kmsKeyId: props.keyArn,
          dbSubnetGroupName: database.subnetGroupName,
          dbClusterParameterGroupName: database.parameterGroupName,
          vpcSecurityGroupIds: jsonText([database.securityGroupId]),
        },
      });
    }
  }

  private select(
    id: string,
    { role }: RestoreTestingProps,
    selection: Omit<BackupRestoreTestingSelectionConfig, "iamRoleArn" | "restoreTestingPlanName">,
  ): void {
    new BackupRestoreTestingSelection(this, id, {
      provider: providerOf(this),
      restoreTestingPlanName: this.resource.name,
      iamRoleArn: role.role.arn,
      ...selection,
      dependsOn: [...role.policies],
    });
  }
}
