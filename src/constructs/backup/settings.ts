import { z } from "zod";
import { capacityUnits } from "../database/capacity";

/**
 * Days that a backup stays in cold storage at least.
 *
 * Source: AWS Backup Developer Guide, API reference, `Lifecycle`, read 2026-11.
 */
const FEWEST_COLD_DAYS = 90;

/**
 * The shortest start window, in minutes.
 *
 * Source: AWS Backup Developer Guide, API reference, `StartWindowMinutes`; from memory, to be checked there.
 */
const SHORTEST_START_WINDOW = 60;

const HOUR = 60;
const WEEK = 7 * 24 * HOUR;

/** What a schedule of AWS Backup is written as, with an example of it. */
const cron = (example: string) =>
  z.string().regex(/^cron\(\S+( \S+){5}\)$/, {
    error: `must be a cron expression of six fields in UTC, such as ${example}`,
  });

/** What a system asks of its backups where its environment says nothing. */
export interface BackupDefaults {
  /**
   * When a backup is asked for, in UTC.
   *
   * @default "cron(0 5 * * ? *)"
   */
  readonly schedule?: string;
  /**
   * How long a backup is kept, in days.
   *
   * @default 7
   */
  readonly deleteAfterDays?: number;
  /**
   * How long after its time a backup may take, in minutes.
   *
   * @default - a week
   */
  readonly completionWindowMinutes?: number;
}

/** What an environment may say of the backups of a system, with the system's own defaults. */
export function backupSettingsWith({
  schedule = "cron(0 5 * * ? *)",
  deleteAfterDays: keptDays = 7,
  completionWindowMinutes = WEEK,
}: BackupDefaults = {}) {
  return z
    .strictObject({
      schedule: cron("cron(0 5 * * ? *)")
        .default(schedule)
        .meta({ description: "When a backup is asked for, in UTC." }),
      startWindowMinutes: z.int().min(SHORTEST_START_WINDOW).default(SHORTEST_START_WINDOW).meta({
        description: "How late a backup may start, in minutes.",
      }),
      completionWindowMinutes: z.int().default(completionWindowMinutes).meta({
        description:
          "How long after its time a backup may take, in minutes. The first one of terabytes takes days; the next ones hold changes only.",
      }),
      deleteAfterDays: z
        .int()
        .min(1)
        .default(keptDays)
        .meta({ description: "How long a backup is kept, in days." }),
      coldAfterDays: z.int().min(1).optional().meta({
        description:
          "Days after which a backup moves to cold storage, where it stays for at least 90 days. Without it, never.",
      }),
    })
    .superRefine(({ coldAfterDays, deleteAfterDays, ...windows }, context) => {
      const needed = (coldAfterDays ?? 0) + FEWEST_COLD_DAYS;
      if (coldAfterDays !== undefined && deleteAfterDays < needed) {
        context.addIssue({
          code: "custom",
          path: ["coldAfterDays"],
          message: `AWS Backup keeps in cold storage for at least ${FEWEST_COLD_DAYS} days: set deleteAfterDays to ${needed} or more, or leave coldAfterDays out`,
        });
      }
      const shortest = windows.startWindowMinutes + HOUR;
      if (windows.completionWindowMinutes < shortest) {
        context.addIssue({
          code: "custom",
          path: ["completionWindowMinutes"],
          message: `must be ${shortest} or more: it counts from the scheduled time, so a backup that starts at the end of its start window must have an hour left`,
        });
      }
    })
    .prefault({});
}

/** What an environment may say of the backups of a system's file system. */
export const backupSettings = backupSettingsWith();

/** What an environment says of the backups of a system's file system. */
export type BackupSettings = z.infer<typeof backupSettings>;

/** What an environment may say of the copies of backups in the other region, with the system's own default. */
export function backupCopySettingsWith({
  deleteAfterDays = 7,
}: Pick<BackupDefaults, "deleteAfterDays"> = {}) {
  return z
    .strictObject({
      deleteAfterDays: z.int().min(1).default(deleteAfterDays).meta({
        description:
          "How long the other region keeps the copy of a backup, in days. A protected environment locks the copies for as long.",
      }),
    })
    .prefault({});
}

/** What an environment may say of the copies of backups in the other region. */
export const backupCopySettings = backupCopySettingsWith();

/** What an environment says of the copies of backups in the other region. */
export type BackupCopySettings = z.infer<typeof backupCopySettings>;

/** What an environment may say of the tests that restore backups. */
export const restoreTestingSettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description:
        "Whether the latest backup is restored regularly into a file system of its own, which AWS Backup deletes again.",
    }),
    schedule: cron("cron(0 9 ? * SUN *)")
      .default("cron(0 9 ? * SUN *)")
      .meta({ description: "When a restore is tested, in UTC: by default on Sundays, after the backup." }),
  })
  .prefault({});

/** What an environment says of the tests that restore backups. */
export type RestoreTestingSettings = z.infer<typeof restoreTestingSettings>;

/** What an environment may say of the validation of restored databases. */
export const restoreValidationSettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description:
        "Whether a database that a test has restored is compared with the live one. Restore tests of the database run with it only.",
    }),
    maximumCapacityUnits: capacityUnits.default(4).meta({
      description:
        "The most capacity units that the restored database takes while it is compared. It begins with 0.5.",
    }),
    countTolerancePercent: z.number().min(0).max(100).default(20).meta({
      description:
        "How many per cent of the rows of a table that says no times may have been added since the backup.",
    }),
  })
  .prefault({});

/** What an environment says of the validation of restored databases. */
export type RestoreValidationSettings = z.infer<typeof restoreValidationSettings>;
