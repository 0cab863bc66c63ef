import { z } from "zod";

/** How a system fails over where its environment says nothing. */
export interface FailoverDefaults {
  /** Whether a failover starts by itself. */
  readonly automatic: boolean;
}

/** What an environment may say of a system's failover. */
export function failoverSettings({ automatic }: FailoverDefaults) {
  return z
    .strictObject({
      automatic: z.boolean().default(automatic).meta({
        description:
          "Whether an alarm in the DR region starts the failover, after a confirmation. Needs a domain. Otherwise a human does.",
      }),
      recoveryTimeWaiver: z.string().trim().min(20).optional().meta({
        description:
          "Why an expected recovery time above the objective is accepted. Without it, synthesis fails.",
      }),
    })
    .prefault({});
}
