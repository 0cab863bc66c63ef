import { z } from "zod";
import { MANAGED_RULE_NAMES } from "./config-rule-catalog";

/** What an environment may say of AWS Config. */
export const configSettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description:
        "Whether the owner of what an account has once a region makes AWS Config's recorder and rules there. false: the organisation has them.",
    }),
    leaveOut: z
      .array(z.enum(MANAGED_RULE_NAMES))
      .refine((names) => new Set(names).size === names.length, { error: "must name each rule once" })
      .default([])
      .meta({ description: "Rules that are not checked, where an account has a reason to break them." }),
    retentionDays: z.int().min(30).max(2557).default(400).meta({
      description: "How long AWS Config and its bucket keep what resources were like, in days.",
    }),
  })
  .prefault({});

/** What an environment says of AWS Config. */
export type ConfigSettings = z.infer<typeof configSettings>;
