import { z } from "zod";
import { rotationDays } from "../secrets/settings";

const HOURS_A_DAY = 24;

/**
 * A secret takes 65,536 bytes and a function's variables 4 KB (API models of SDK 3.1162, read 2026-11): enough for all of
 * these names and their keys.
 */
const CLIENTS = { most: 50, longest: 32 };

const client = z
  .string()
  .max(CLIENTS.longest)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens between them");

/** What an environment may say of the API keys. */
export const apiKeySettings = z
  .strictObject({
    clients: z
      .array(client)
      .min(1)
      .max(CLIENTS.most)
      .refine((names) => new Set(names).size === names.length, "must name each client once")
      .default(["player"])
      .meta({ description: "Who calls the API: each has a key of its own, made by the next rotation." }),
    rotationDays: rotationDays.meta({ description: "Days between two rotations of the API keys." }),
    graceHours: z.int().min(1).default(72).meta({
      description:
        "Hours for which a key is still taken beside its successor. Must be shorter than the time between two rotations.",
    }),
  })
  .superRefine(({ rotationDays: days, graceHours }, context) => {
    const hours = days * HOURS_A_DAY;
    if (graceHours < hours) return;
    context.addIssue({
      code: "custom",
      path: ["graceHours"],
      message:
        `must be shorter than rotationDays, ${days} days or ${hours} hours, or the next rotation ends a key before its time: ` +
        `at most ${hours - 1}, or raise rotationDays to at least ${Math.floor(graceHours / HOURS_A_DAY) + 1}`,
    });
  })
  .prefault({});

/** What an environment says of the API keys, with defaults. */
export type ApiKeySettings = z.infer<typeof apiKeySettings>;
