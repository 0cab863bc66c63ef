import type { BackupCopies } from "../../constructs/backup/backup-copies";
import { BackupPlan } from "../../constructs/backup/backup-plan";
import { RestoreTesting } from "../../constructs/backup/restore-testing";
import type { RegionalStack } from "../../stacks/regional-stack";
import { copyToOtherSite } from "../shared/backups";
import type { MediadbSettings } from "./settings";

/** The backups of a site, and what tests that they can be restored. */
export type Backups = ReturnType<typeof addBackups>;

/** What the backups of a site are made from. */
export interface BackupsProps {
  readonly fileSystemArn: string;
  readonly keyArn: string;
  /** The vaults of the copies, where this stack owns them. */
  readonly copies?: readonly BackupCopies[] | undefined;
}

/** Adds daily backups of the site's own database and files, copied to the other region, and what restores and looks at them. */
export function addBackups(
  stack: RegionalStack,
  { backup, backupCopies, restoreTesting }: MediadbSettings,
  { fileSystemArn, keyArn, copies }: BackupsProps,
) {
  const plan = new BackupPlan(stack, "backups", {
    settings: backup,
    resourceArns: [fileSystemArn],
    keyArn,
    ruleName: "DailyBackups",
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
