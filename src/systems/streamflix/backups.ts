import { BackupPlan } from "../../constructs/backup/backup-plan";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { StreamflixSettings } from "./settings";

/** Adds the daily backups of the site's own file system. The database has its own, and the cache its snapshots. */
export function addBackups(
  stack: RegionalStack,
  { backup }: StreamflixSettings,
  fileSystemArn: string,
  keyArn: string,
): BackupPlan {
  return new BackupPlan(stack, "backups", { settings: backup, resourceArns: [fileSystemArn], keyArn });
}
