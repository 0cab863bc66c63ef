import { z } from "zod";

/** What an environment may say of GuardDuty. */
export const guardDutySettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description:
        "Whether the owner of what an account has once a region makes GuardDuty's detector there. false: the organisation has one, or nobody wants it.",
    }),
  })
  .prefault({});
