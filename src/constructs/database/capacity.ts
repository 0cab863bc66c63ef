import { z } from "zod";

/**
 * Instance classes that an Aurora global database takes: memory-optimised ones from r5 on.
 *
 * Source: Aurora User Guide, "Getting started with Aurora Global Database", as of June 2023.
 */
const GLOBAL_INSTANCE_CLASS = /^db\.(r[5-9]|x\d)\w*\.\w+$/;

/** Aurora Serverless v2 takes 0 to 256 capacity units in steps of a half (RDS API model, read 2026-11). */
export const capacityUnits = z
  .number()
  .min(0.5, { error: "must be at least 0.5: a member of a global database must not pause" })
  .max(256)
  .multipleOf(0.5);

const serverless = z
  .strictObject({
    kind: z.literal("serverless"),
    minimumUnits: z.strictObject({ active: capacityUnits, standby: capacityUnits }),
    maximumUnits: capacityUnits,
  })
  .refine(
    ({ minimumUnits, maximumUnits }) => Math.max(minimumUnits.active, minimumUnits.standby) <= maximumUnits,
    {
      error: "minimumUnits must not be above maximumUnits",
    },
  );

const provisioned = z.strictObject({
  kind: z.literal("provisioned"),
  instanceClass: z.string().regex(GLOBAL_INSTANCE_CLASS, {
    error: "must be a memory-optimised class such as db.r6g.large: a global database takes no other",
  }),
});

/** How big the instances of an Aurora cluster are. */
export const auroraCapacity = z.discriminatedUnion("kind", [serverless, provisioned]);

/**
 * How big the instances of an Aurora cluster are. Serverless capacity follows the site's role, in Aurora capacity
 * units of about 2 GiB; a provisioned class is the site's, whatever its role.
 */
export type AuroraCapacity = z.infer<typeof auroraCapacity>;

/** Memory of one capacity unit, in GiB (Aurora User Guide, "Aurora Serverless v2 capacity", as of June 2023). */
const GIBIBYTES_OF_A_UNIT = 2;

/** Memory of a virtual CPU, in GiB: the r families have 8, the x families 16 (Aurora User Guide, "Hardware specifications", as of June 2023). */
const GIBIBYTES_OF_A_CPU = { r: 8, x: 16 } as const;

/** How much memory the instances can grow to, in GiB; undefined for a size whose number of CPUs its name does not tell. */
export function memoryInGibibytes(capacity: AuroraCapacity): number | undefined {
  if (capacity.kind === "serverless") return capacity.maximumUnits * GIBIBYTES_OF_A_UNIT;
  const [, family, size] = /^db\.([rx])\w*\.(\w+)$/.exec(capacity.instanceClass) ?? [];
  const cpus = cpusOf(size ?? "");
  return cpus && GIBIBYTES_OF_A_CPU[family as "r" | "x"] * cpus;
}

/** A large one has 2, an xlarge one 4, and n times xlarge n times 4. */
function cpusOf(size: string): number | undefined {
  if (size === "large") return 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 4 * Number(times || 1);
}
