import { BackupPlan as AwsBackupPlan, type BackupPlanRule } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { explainOtherRegion } from "../../policy/other-region";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { BackupRole } from "./backup-role";
import type { BackupSettings } from "./settings";

/** Where backups are copied to. */
export interface BackupCopyTarget {
  /** A vault in another region: literal, see `backupCopiesVaultArn`. */
  readonly vaultArn: string;
  /** How long a copy is kept, in days. */
  readonly deleteAfterDays: number;
  /**
   * What must stand before the first copy: the vault, where the same stack makes it.
   *
   * @default - nothing: another stack has made the vault
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** What the backups of a site are made from. */
export interface BackupPlanProps {
  readonly settings: BackupSettings;
  /** What is backed up, each in the site's own region. */
  readonly resourceArns: readonly string[];
  /** Encrypts the vault. */
  readonly keyArn: string;
  /**
   * What the plan's name says. The vault and the role are called `backup` always: a failover finds them by their names.
   *
   * @default "backup"
   */
  readonly planThing?: string;
  /**
   * @default "daily"
   */
  readonly ruleName?: string;
  /**
   * @default - nowhere: backups stay in their region
   */
  readonly copyTo?: BackupCopyTarget;
}

/**
 * Daily backups of a site, in a vault of its own. Each site backs up its own file system and database, whichever role it has, so a
 * failover changes nothing (of databases: decision 0032). The copy of a replication may be backed up too (it even is by default where it lies in one zone;
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

  constructor(scope: Construct, id: string, props: BackupPlanProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.vaultName = nameFor(this, "backup", "backupVault");
    this.vault = new BackupVault(this, "vault", {
      provider,
      name: this.vaultName,
      kmsKeyArn: props.keyArn,
      forceDestroy: !RegionalStack.of(this).isProtected,
    });
    this.resource = new AwsBackupPlan(this, "Default", {
      provider,
      name: nameFor(this, props.planThing ?? "backup", "backupPlan"),
      rule: [{ targetVaultName: this.vault.name, ...ruleOf(props) }],
      ...(props.copyTo?.dependsOn && { dependsOn: [...props.copyTo.dependsOn] }),
    });
    if (props.copyTo && RegionalStack.of(this).site === "dr") {
      explainOtherRegion(
        this.resource,
        "AWS Backup sends copies there after each backup; while that region is lost a copy fails, and nothing else.",
      );
    }
    this.role = new BackupRole(this, "role");
    new BackupSelection(this, "selection", {
      provider,
      name: "resources",
      planId: this.resource.id,
      iamRoleArn: this.role.role.arn,
      resources: [...props.resourceArns],
      dependsOn: [...this.role.policies],
    });
  }
}

function ruleOf({ settings, ruleName, copyTo }: BackupPlanProps): Omit<BackupPlanRule, "targetVaultName"> {
  const { coldAfterDays, deleteAfterDays } = settings;
  return {
    ruleName: ruleName ?? "daily",
    schedule: settings.schedule,
    startWindow: settings.startWindowMinutes,
    completionWindow: settings.completionWindowMinutes,
    lifecycle: {
      deleteAfter: deleteAfterDays,
      ...(coldAfterDays !== undefined && { coldStorageAfter: coldAfterDays }),
    },
    ...(copyTo && {
      copyAction: [
        { destinationVaultArn: copyTo.vaultArn, lifecycle: { deleteAfter: copyTo.deleteAfterDays } },
      ],
    }),
  };
}
