import type { z } from "zod";
import type { BackupCopySettings, BackupSettings } from "../../constructs/backup/settings";
import { EVENT_UNDO_DAYS } from "../../constructs/streaming/event-archive";
import { erasureListProblem, type RetentionSettings } from "../../constructs/retention/settings";

/** What an environment says of all that keeps copies of a viewer's records. */
interface Keeping {
  readonly retention: RetentionSettings;
  readonly backup: Pick<BackupSettings, "deleteAfterDays">;
  readonly backupCopies: BackupCopySettings;
  readonly database: { readonly backupRetentionDays: number };
  readonly events: { readonly archive: { readonly expirationDays: number } };
}

/** Refuses a list of erasures that forgets before the last copy is gone: a restored one would bring people back. */
export function remembersErasures(given: Keeping, context: z.RefinementCtx): void {
  const problem = erasureListProblem(given.retention, {
    backups: given.backup.deleteAfterDays,
    "copies of backups": given.backupCopies.deleteAfterDays,
    "the database's own backups": given.database.backupRetentionDays,
    "archived events": given.events.archive.expirationDays + EVENT_UNDO_DAYS,
  });
  if (!problem) return;
  context.addIssue({ code: "custom", path: ["retention", "erasureListDays"], message: problem });
}
