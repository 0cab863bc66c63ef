import { BackupPlan as AwsBackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { BackupRole } from "./backup-role";
import type { BackupSettings } from "./settings";

/** What the backups of a site are made from. */
export interface BackupPlanProps {
  readonly settings: BackupSettings;
  /** What is backed up, each in the site's own region. */
  readonly resourceArns: readonly string[];
  /** Encrypts the vault. */
  readonly keyArn: string;
}

/**
 * Daily backups of a site, in a vault of its own. Each site backs up its own file system, whichever role it has, so a
 * failover changes nothing: the copy of a replication may be backed up too (it even is by default where it lies in one zone;
 * EFS User Guide, "Configuring replication", read 2026-11), and what a mistake has deleted in the source, the copy's
 * backups still hold.
 *
 * Where everything must go on command, the vault takes its backups with it.
 */
export class BackupPlan extends Construct {
  /** Computed, so that alarms and patterns of events that name it stay literal. */
  readonly vaultName: string;
  readonly vault: BackupVault;
  readonly resource: AwsBackupPlan;
  readonly role: BackupRole;

  constructor(scope: Construct, id: string, { settings, resourceArns, keyArn }: BackupPlanProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.vaultName = nameFor(this, "backup", "backupVault");
    this.vault = new BackupVault(this, "vault", {
      provider,
      name: this.vaultName,
      kmsKeyArn: keyArn,
      forceDestroy: !RegionalStack.of(this).isProtected,
    });
    const { coldAfterDays, deleteAfterDays } = settings;
    this.resource = new AwsBackupPlan(this, "Default", {
      provider,
      name: nameFor(this, "backup", "backupPlan"),
      rule: [
        {
          ruleName: "daily",
          targetVaultName: this.vault.name,
          schedule: settings.schedule,
          startWindow: settings.startWindowMinutes,
          completionWindow: settings.completionWindowMinutes,
          lifecycle: {
            deleteAfter: deleteAfterDays,
            ...(coldAfterDays !== undefined && { coldStorageAfter: coldAfterDays }),
          },
        },
      ],
    });
    this.role = new BackupRole(this, "role");
    new BackupSelection(this, "selection", {
      provider,
      name: "resources",
      planId: this.resource.id,
      iamRoleArn: this.role.role.arn,
      resources: [...resourceArns],
      dependsOn: [...this.role.policies],
    });
  }
}
