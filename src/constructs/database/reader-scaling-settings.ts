import { z } from "zod";

/** Readers that a cluster takes (Aurora User Guide, "Amazon Aurora Auto Scaling with Aurora Replicas", read 2026-11). */
const MOST_READERS = 15;

/** What Aurora takes where a policy names no cooldown, in seconds (same page, read 2026-11). */
const COOLDOWN_SECONDS = 300;

const readers = z.int().min(1).max(MOST_READERS);
const cooldown = z.int().min(0).max(86_400).default(COOLDOWN_SECONDS);

/** What an environment may say of the number of readers that Aurora adds and removes by itself. */
export const readerScalingSettings = z
  .strictObject({
    minimum: readers.default(1).meta({
      description: "Readers that stay at least. Below the instances that Terraform makes it changes nothing.",
    }),
    maximum: readers.default(5).meta({
      description:
        "Readers in all, with those that Terraform makes. With no more than those Aurora adds none, and a destroy finds nothing it does not know.",
    }),
    cpuPercent: z.int().min(10).max(90).default(70).meta({
      description: "CPU of the readers, on average, that Aurora adds and removes readers for, in percent.",
    }),
    scaleOutCooldownSeconds: cooldown.meta({
      description: "From one added reader to the next, in seconds. A new reader takes minutes itself.",
    }),
    scaleInCooldownSeconds: cooldown.meta({
      description: "From one removed reader to the next, in seconds.",
    }),
  })
  .refine(({ minimum, maximum }) => minimum <= maximum, {
    path: ["minimum"],
    error: "must not be above maximum",
  })
  .prefault({});

/** What an environment says of the number of readers, with defaults. */
export type ReaderScalingSettings = z.infer<typeof readerScalingSettings>;
