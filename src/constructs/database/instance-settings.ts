import { z } from "zod";
import { defaultConnections } from "./instance-class";

/** Automated backups of a replica came with PostgreSQL 14.1 (RDS User Guide, PostgreSQL read replicas, read 2026-11). */
const OLDEST_VERSION = { major: 14, minor: 1 } as const;

/** What gp3 storage takes for PostgreSQL, in GiB (RDS User Guide, "Amazon RDS DB instance storage", as of June 2023). */
const STORAGE_GIB = { least: 20, most: 65_536 } as const;

/** How much more than the storage its ceiling must be (RDS User Guide, storage autoscaling, as of June 2023). */
const CEILING_ABOVE_STORAGE = 1.1;

/**
 * A replica must allow as many connections as its source (PostgreSQL, "Hot Standby", read from the documentation of 16), and either
 * site may be the source: there is one number for both.
 */
const CONNECTIONS = {
  least: 25,
  /** Below the 450 of `LEAST(4 GiB / 9531392, 5000)`, which a db.t3.medium would get at most. */
  default: 400,
} as const;

/** What an environment may say of an RDS for PostgreSQL database with a copy in the other region: the same for both instances. */
export const instanceSettings = z
  .strictObject({
    engineVersion: z
      .string()
      .regex(/^\d+\.\d+$/, { error: "must be a full version such as 16.8: both sites need the same one" })
      .refine(isNewEnough, { error: "must be 14.1 or newer: older replicas can't be backed up" })
      .default("16.8")
      .meta({
        description: "Version of PostgreSQL. Raise it in the DR stack first: a replica must not be older.",
      }),
    instanceClass: z
      .string()
      .regex(/^db\.[a-z][a-z0-9-]*\.[a-z0-9]+$/, { error: "must be a class such as db.t3.medium" })
      .default("db.t3.medium")
      .meta({
        description: "Class of both instances: after a failover the other one carries the full load.",
      }),
    allocatedStorageGb: z.int().min(STORAGE_GIB.least).max(STORAGE_GIB.most).default(100).meta({
      description: "Storage of the first instance, in GiB. It grows by itself; a replica takes its source's.",
    }),
    maximumStorageGb: z
      .int()
      .max(STORAGE_GIB.most)
      .default(500)
      .meta({ description: "Up to which the storage grows by itself, in GiB." }),
    multiAz: z
      .strictObject({ active: z.boolean().default(true), standby: z.boolean().default(false) })
      .prefault({})
      .meta({
        description:
          "Whether an instance has a standby in another zone, while its site serves and while not.",
      }),
    backupRetentionDays: z.int().min(1).max(35).default(7).meta({
      description: "Days of automated backups with point-in-time recovery, in both sites.",
    }),
    logStatements: z
      .enum(["none", "ddl", "mod", "all"])
      .default("all")
      .meta({ description: "Which SQL statements are logged (log_statement)." }),
    maximumConnections: z.int().min(CONNECTIONS.least).default(CONNECTIONS.default).meta({
      description: "Connections that each instance takes (max_connections).",
    }),
    monitoringIntervalSeconds: z
      .literal([1, 5, 10, 15, 30, 60])
      .default(60)
      .meta({ description: "How often enhanced monitoring reports, in seconds." }),
  })
  .superRefine(({ allocatedStorageGb, maximumStorageGb, instanceClass, maximumConnections }, context) => {
    const report = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const leastCeiling = Math.ceil(allocatedStorageGb * CEILING_ABOVE_STORAGE);
    if (maximumStorageGb < leastCeiling) {
      report(
        "maximumStorageGb",
        `must be at least ${leastCeiling}, a tenth above allocatedStorageGb: RDS refuses a ceiling that leaves no room`,
      );
    }
    const connections = defaultConnections(instanceClass);
    if (connections !== undefined && maximumConnections > connections) {
      report(
        "maximumConnections",
        `must be at most ${connections}: ${instanceClass} has no memory for more; lower it, or take a larger instanceClass`,
      );
    }
  });

/** What an environment may say of an RDS for PostgreSQL database with a copy in the other region. */
export type InstanceSettings = z.infer<typeof instanceSettings>;

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_VERSION.major || (major === OLDEST_VERSION.major && minor >= OLDEST_VERSION.minor);
}
