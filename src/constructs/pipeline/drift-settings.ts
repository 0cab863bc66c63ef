import { z } from "zod";
import { roleArn, scheduleSetting, sourceSetting } from "./settings";

/** Early each morning: whoever comes to work reads the result. */
const DAILY = "cron(30 4 * * ? *)";

/** What an environment may say of the detection of drift. */
export const driftSettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description: "Whether somebody looks each day whether what is deployed is what the source says.",
    }),
    roleArn: roleArn.optional().meta({
      description:
        "A role of this account that may read everything, in which Terraform plans. Without it nobody looks, with a warning.",
    }),
    source: sourceSetting("The branch that holds what is deployed."),
    schedule: scheduleSetting(DAILY, "When somebody looks, in UTC."),
    reportDays: z.int().min(1).default(30).meta({
      description: "How long sources and answers are kept, in days.",
    }),
  })
  .prefault({});

/** What an environment says of the detection of drift. */
export type DriftSettings = z.infer<typeof driftSettings>;
