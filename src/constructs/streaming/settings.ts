import { z } from "zod";
import { checkKeeping, storageTransitions } from "../object-storage/storage-settings";

/** Shards that a stream may be made with: the default quota of an account in most regions (Kinesis Data Streams Developer Guide, "Quotas and limits", as of 2025). */
const MOST_SHARDS = 200;

/** What Kinesis takes as retention, in hours: a day to a year (IncreaseStreamRetentionPeriod, API model of SDK 3.1169, read 2026-11). */
const RETENTION_HOURS = { shortest: 24, longest: 8760 };

/** What Lambda takes (CreateEventSourceMapping, API model of SDK 3.1169, read 2026-11); above 10 records it needs a window. */
const BATCH = { largest: 10_000, longestWindowSeconds: 300, largestWithoutWindow: 10 };

/** More batches of a shard at a time than Lambda takes (services-kinesis-parameters, Lambda Developer Guide, read 2026-11). */
const MOST_BATCHES_PER_SHARD = 10;

const batching = (records: number, seconds: number) => ({
  batchSize: z.int().min(1).max(BATCH.largest).default(records).meta({
    description: "The most records of one run.",
  }),
  batchingWindowSeconds: z.int().min(0).max(BATCH.longestWindowSeconds).default(seconds).meta({
    description: "How long Lambda waits for a batch to fill, in seconds.",
  }),
});

type Batching = z.infer<z.ZodObject<ReturnType<typeof batching>>>;

type Complain = (path: (string | number)[], message: string) => void;

const archive = z
  .strictObject({
    // A small object for each record would cost more in requests than in storage.
    ...batching(1000, 60),
    batchesPerShard: z.int().min(1).max(MOST_BATCHES_PER_SHARD).default(1).meta({
      description: "Batches of one shard that are archived at a time.",
    }),
    transitions: storageTransitions.default([
      { afterDays: 30, storageClass: "STANDARD_IA" },
      { afterDays: 90, storageClass: "GLACIER_IR" },
    ]),
    expirationDays: z.int().min(1).default(365).meta({
      description: "Days after which archived events are deleted: they tell what a person watched.",
    }),
  })
  .superRefine((given, context) => {
    const complain: Complain = (path, message) => context.addIssue({ code: "custom", path, message });
    checkKeeping(given, complain);
    checkWindow(given, complain);
  })
  .prefault({});

const plays = z
  .strictObject(batching(500, 10))
  .superRefine((given, context) =>
    checkWindow(given, (path, message) => context.addIssue({ code: "custom", path, message })),
  )
  .prefault({});

const capacity = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("on-demand") }),
  z.strictObject({ mode: z.literal("provisioned"), shards: z.int().min(1).max(MOST_SHARDS) }),
]);

/** How much a stream takes, where the environment does not say otherwise. */
export function streamCapacity(byDefault: z.infer<typeof capacity>) {
  return capacity.default(byDefault).meta({
    description:
      "on-demand grows with the load, so that a standby site takes all of it at once. provisioned costs less for a " +
      "small, steady load; both sites have the same number of shards.",
  });
}

/** How long events can be read. */
export const retentionHours = z
  .int()
  .min(RETENTION_HOURS.shortest)
  .max(RETENTION_HOURS.longest)
  .default(168)
  .meta({
    description:
      "How long events can be read, in hours. A region that is away for longer has lost what nobody had read.",
  });

/** What an environment may say of the stream of events. */
export const streamSettings = z
  .strictObject({
    capacity: streamCapacity({ mode: "on-demand" }),
    retentionHours,
    archive,
    plays,
  })
  .prefault({});

/** What an environment says of the stream of events, with defaults. */
export type StreamSettings = z.infer<typeof streamSettings>;

function checkWindow({ batchSize, batchingWindowSeconds }: Batching, complain: Complain): void {
  if (batchSize <= BATCH.largestWithoutWindow || batchingWindowSeconds > 0) return;
  complain(
    ["batchingWindowSeconds"],
    `must be at least 1 for batches of more than ${BATCH.largestWithoutWindow} records: Lambda refuses others`,
  );
}
