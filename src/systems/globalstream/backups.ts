import type { BackupCopies } from "../../constructs/backup/backup-copies";
import { BackupPlan } from "../../constructs/backup/backup-plan";
import { RestoreTesting } from "../../constructs/backup/restore-testing";
import type { RegionalStack } from "../../stacks/regional-stack";
import { copyToOtherSite } from "../shared/backups";
import type { GlobalstreamSettings } from "./settings";

/** The backups of a site, and what tests that they can be restored. */
export interface Backups {
  readonly plan: BackupPlan;
  /** Undefined where the environment tests none. */
  readonly restoreTesting: RestoreTesting | undefined;
}

/** What the backups of a site are made from. */
export interface BackupsProps {
  readonly fileSystemArn: string;
  readonly keyArn: string;
  /** The vaults of the copies, where this stack owns them. */
  readonly copies?: readonly BackupCopies[];
}

/** Adds daily backups of the site's own content, copied to the other region, and their restore tests. */
export function addBackups(
  stack: RegionalStack,
  { backup, backupCopies, restoreTesting }: GlobalstreamSettings,
  { fileSystemArn, keyArn, copies }: BackupsProps,
): Backups {
  const plan = new BackupPlan(stack, "backups", {
    settings: backup,
    resourceArns: [fileSystemArn],
    keyArn,
    planThing: "efs-backup",
    ruleName: "DailyBackup",
    copyTo: copyToOtherSite(stack, backupCopies, copies),
  });
  return {
    plan,
    restoreTesting: restoreTesting.enabled
      ? new RestoreTesting(stack, "restore-testing", {
          settings: restoreTesting,
          vaultArn: plan.vault.arn,
          fileSystemArn,
          keyArn,
          role: plan.role,
        })
      : undefined,
  };
}
