import { z } from "zod";

const amount = z.number().positive();
const share = z.number().min(0).max(1);

/** Shares that differ by less than this from one are written with too few digits, nothing worse. */
const ROUNDING = 0.001;

/** What a user who watches now does, and what one piece of each part gives: assumptions, until a load test replaces them. */
export const loadSchema = z.strictObject({
  requestsPerMinute: amount.default(2).meta({
    description:
      "Requests of a user to the service a minute: lists, positions, sessions. Films come from elsewhere",
  }),
  mix: z
    .strictObject({
      readTitle: share.default(0.4),
      readSession: share.default(0.25),
      writeHistory: share.default(0.15),
      readHistory: share.default(0.12),
      readViewer: share.default(0.05),
      readMedia: share.default(0.02),
      writeSession: share.default(0.01),
    })
    .refine((mix) => Math.abs(Object.values(mix).reduce((sum, part) => sum + part, 0) - 1) < ROUNDING, {
      error: "the shares must add up to 1",
    })
    .prefault({})
    .meta({ description: "Shares of these requests" }),
  eventsPerMinute: amount.default(2).meta({ description: "Events of a user's player a minute" }),
  eventsPerBatch: amount.max(100).default(4).meta({ description: "Events that a player sends together" }),
  eventBytes: amount.default(400).meta({ description: "Size of an event in the stream" }),
  sessionsPerUser: amount.default(3).meta({
    description:
      "Sessions in the cache for each user who watches now: they last a day, and stay on every device",
  }),
  sessionBytes: amount.default(500).meta({ description: "What a session takes in the cache, with its key" }),
  mediaBytes: amount
    .default(200_000)
    .meta({ description: "Size of a poster or trailer, from the file system" }),
  answerBytes: amount.default(2_000).meta({ description: "Size of any other answer" }),
  requestsPerCpu: amount.default(400).meta({
    description: "Requests a second that a vCPU of the service answers at full load",
  }),
  readsPerUnit: amount.default(600).meta({
    description: "Reads by key a second that a capacity unit of the database answers, a quarter of a vCPU",
  }),
  writesPerUnit: amount.default(100).meta({
    description: "Transactions of one write a second that a capacity unit of the database commits",
  }),
  cacheOperations: amount.default(30_000).meta({
    description: "Operations a second that a node of the cache answers all the time, encrypted",
  }),
  averageOfPeak: share.default(0.4).meta({
    description: "Users on average, as a share of the peak; costs alone depend on it",
  }),
});

/** The assumptions, with every default filled in. */
export type Load = z.output<typeof loadSchema>;

/** One kind of request to the service. */
export type RequestKind = keyof Load["mix"];
