import { z } from "zod";
import type { PerSite } from "../../config/site";
import { auroraCapacity, memoryInGibibytes, type AuroraCapacity } from "./capacity";

/** What a system's global database is, where the environment does not say otherwise. */
export interface GlobalDatabaseDefaults {
  readonly capacity: PerSite<AuroraCapacity>;
  /** Instances in each site. */
  readonly instances: PerSite<number>;
}

/** The zod schema of what an environment may say of an Aurora global database. */
export function globalDatabaseSettings(defaults: GlobalDatabaseDefaults) {
  return z
    .strictObject({
      // A long-term support release of Aurora PostgreSQL (AWS agent toolkit, upgrade planning, read 2026-11).
      engineVersion: z
        .string()
        .regex(/^\d+\.\d+$/, { error: "must be a full version such as 16.8: both sites need the same one" })
        .default("16.8"),
      capacity: z
        .strictObject({ primary: auroraCapacity, dr: auroraCapacity })
        .default(defaults.capacity)
        .meta({
          description: "Size of each site's instances. After a failover the DR site carries the full load.",
        }),
      instances: z
        .strictObject({
          primary: z.int().min(1).max(6).default(defaults.instances.primary),
          dr: z.int().min(1).max(6).default(defaults.instances.dr),
        })
        .prefault({})
        .meta({ description: "Instances in each site, one a zone." }),
      backupRetentionDays: z.int().min(1).max(35).default(7),
    })
    .superRefine(({ capacity }, context) => {
      const [needed, offered] = [capacity.primary, capacity.dr].map(memoryInGibibytes);
      if (needed === undefined || offered === undefined || offered >= needed) return;
      context.addIssue({
        code: "custom",
        path: ["capacity", "dr"],
        message: `grows to ${offered} GiB, and the primary site's to ${needed} GiB: after a failover it could not carry the full load`,
      });
    })
    .prefault({});
}

/** What an environment says of an Aurora global database, with every default. */
export type GlobalDatabaseSettings = z.infer<ReturnType<typeof globalDatabaseSettings>>;
