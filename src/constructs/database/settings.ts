import { z } from "zod";
import { auroraCapacity, memoryInGibibytes } from "./capacity";

/** What an environment may say of an Aurora global database. */
export const globalDatabaseSettings = z
  .strictObject({
    // A long-term support release of Aurora PostgreSQL (AWS agent toolkit, upgrade planning, read 2026-11).
    engineVersion: z
      .string()
      .regex(/^\d+\.\d+$/, { error: "must be a full version such as 16.8: both sites need the same one" })
      .default("16.8"),
    capacity: z
      .strictObject({ primary: auroraCapacity, dr: auroraCapacity })
      .default({
        primary: { kind: "serverless", minimumUnits: { active: 1, standby: 0.5 }, maximumUnits: 8 },
        dr: { kind: "serverless", minimumUnits: { active: 1, standby: 0.5 }, maximumUnits: 8 },
      })
      .meta({
        description: "Size of each site's instances. After a failover the DR site carries the full load.",
      }),
    instances: z
      .strictObject({
        primary: z.int().min(1).max(6).default(2),
        dr: z.int().min(1).max(6).default(1),
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
  });

/** What an environment may say of an Aurora global database. */
export type GlobalDatabaseSettings = z.infer<typeof globalDatabaseSettings>;
