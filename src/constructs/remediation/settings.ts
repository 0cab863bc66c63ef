import { z } from "zod";

/** What Aurora Serverless v2 takes: up to 256 capacity units in steps of a half (RDS API model, read 2026-11). */
const capacityUnits = z.number().min(0.5).max(256).multipleOf(0.5);

/** What an environment may say of the remediation by events. */
export const remediationSettings = z
  .strictObject({
    mode: z.enum(["act", "report", "off"]).default("act").meta({
      description:
        "Whether remedies put right what they safely can, only tell what they would do, or are not there at all.",
    }),
    capacity: z
      .strictObject({
        stepUnits: capacityUnits.default(4).meta({
          description: "Capacity units by which the maximum of a serverless database is raised at a time.",
        }),
        ceilingUnits: capacityUnits.optional().meta({
          description:
            "Capacity units above which the maximum is never raised. Without it, that is the maximum that is configured: people are told, and nothing is raised.",
        }),
      })
      .prefault({}),
    publicPorts: z
      .array(z.int().min(1).max(65_535))
      .refine((ports) => new Set(ports).size === ports.length, { error: "names a port twice" })
      .default([])
      .meta({
        description:
          "TCP ports that security groups may open to everybody, for load balancers that the internet reaches.",
      }),
  })
  .prefault({});

/** What an environment says of the remediation by events. */
export type RemediationSettings = z.infer<typeof remediationSettings>;
