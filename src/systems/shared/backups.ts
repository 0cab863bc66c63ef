import { otherSite, type PerSite } from "../../config/site";
import {
  BackupCopies,
  backupCopiesVaultArn,
  backupCopiesVaultName,
} from "../../constructs/backup/backup-copies";
import type { BackupCopyTarget, BackupPlan } from "../../constructs/backup/backup-plan";
import type { BackupCopySettings } from "../../constructs/backup/settings";
import { BackupAlarms } from "../../constructs/observability/alarms/backup-alarms";
import { BackupCopyAlarms } from "../../constructs/observability/alarms/backup-copy-alarms";
import { BackupCopyEvents } from "../../constructs/observability/alarms/backup-copy-events";
import { BackupEvents } from "../../constructs/observability/alarms/backup-events";
import { DatabaseBackupAlarms } from "../../constructs/observability/alarms/database-backup-alarms";
import { RestoreTestEvents } from "../../constructs/observability/alarms/restore-test-events";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds the vaults that take the copies of the other site's backups, in both regions. */
export function addBackupCopies(
  stack: RegionalStack,
  drRegion: AliasedScope,
  settings: BackupCopySettings,
  keyArns: PerSite<string>,
): BackupCopies[] {
  return [
    new BackupCopies(stack, "backup-copies", { settings, keyArn: keyArns.primary }),
    new BackupCopies(drRegion, "backup-copies", { settings, keyArn: keyArns.dr }),
  ];
}

/**
 * Where a site's backups are copied to: the other region.
 *
 * @param copies the vaults, where this stack owns them: they must be there before the first copy.
 */
export function copyToOtherSite(
  stack: RegionalStack,
  { deleteAfterDays }: BackupCopySettings,
  copies?: readonly BackupCopies[],
): BackupCopyTarget {
  return {
    vaultArn: backupCopiesVaultArn(stack, otherSite(stack.site)),
    deleteAfterDays,
    ...(copies && { dependsOn: copies.map(({ vault }) => vault) }),
  };
}

/** What is watched of the backups of a site. */
export interface WatchedBackups {
  readonly foundation: Foundation;
  readonly plan: BackupPlan;
  /** What restores them regularly; undefined where the environment tests none. */
  readonly restoreTestingPlanArn: string | undefined;
  /**
   * Whether a database is backed up as well, which fails by design where it follows.
   *
   * @default false
   */
  readonly withDatabase?: boolean;
}

/** Adds the alarms on backups, on their copies and on the tests that restore them. */
export function addBackupAlarms(
  stack: RegionalStack,
  { foundation, plan, restoreTestingPlanArn, withDatabase = false }: WatchedBackups,
) {
  const { topic } = foundation;
  const { vaultName } = plan;
  const other = otherSite(stack.site);
  new BackupEvents(stack, "backup-events", {
    topic,
    thing: "backup",
    vaultName,
    tellsDatabases: !withDatabase,
  });
  if (withDatabase) {
    new DatabaseBackupAlarms(stack, "database-backup-alarms", {
      topic,
      thing: "database-backup",
      vaultName,
      copyVaultName: backupCopiesVaultName(stack, other),
    });
  }
  new BackupCopyEvents(stack, "backup-copy-events", {
    topic,
    thing: "backup-copy",
    vaultName,
    copyVaultArn: backupCopiesVaultArn(stack, other),
  });
  if (restoreTestingPlanArn !== undefined) {
    new RestoreTestEvents(stack, "restore-test-events", {
      topic,
      thing: "restore-test",
      restoreTestingPlanArn,
    });
  }
  return {
    own: new BackupAlarms(stack, "backup-alarms", { topic, thing: "backup", vaultName }),
    copies: new BackupCopyAlarms(stack, "backup-copy-alarms", {
      topic,
      thing: "backup-copy",
      copyVaultName: backupCopiesVaultName(stack, other),
    }),
  };
}
