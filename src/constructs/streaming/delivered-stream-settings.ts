import { z } from "zod";
import { checkKeeping, storageTransitions } from "../object-storage/storage-settings";
import { retentionHours, streamCapacity } from "./settings";

/** What Firehose takes for S3 (Firehose API reference, `BufferingHints`, read 2026-11). */
const BUFFER = { largestMebibytes: 128, longestSeconds: 900 };

const archive = z
  .strictObject({
    bufferMebibytes: z.int().min(1).max(BUFFER.largestMebibytes).default(64).meta({
      description: "What Firehose gathers before it writes an object, in MiB, before it is compressed.",
    }),
    bufferSeconds: z.int().min(0).max(BUFFER.longestSeconds).default(60).meta({
      description:
        "How long it gathers at most, in seconds. What it has gathered is not in the archive yet. Shorter makes more and smaller objects.",
    }),
    transitions: storageTransitions.default([
      { afterDays: 30, storageClass: "STANDARD_IA" },
      { afterDays: 90, storageClass: "GLACIER" },
    ]),
    expirationDays: z.int().min(1).default(365).meta({
      description: "Days after which archived events are deleted: they tell what a person watched.",
    }),
  })
  .superRefine((given, context) =>
    checkKeeping(given, (path, message) => context.addIssue({ code: "custom", path, message })),
  )
  .prefault({});

/** What an environment may say of a stream of events that Firehose archives. */
export const deliveredStreamSettings = z
  .strictObject({
    capacity: streamCapacity({ mode: "provisioned", shards: 2 }),
    retentionHours,
    archive,
  })
  .prefault({});

/** What an environment says of a stream of events that Firehose archives, with defaults. */
export type DeliveredStreamSettings = z.infer<typeof deliveredStreamSettings>;
