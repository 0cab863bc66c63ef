import { z } from "zod";

/**
 * What an account takes by default in a region, over all its APIs: 10,000 requests in a second, 5,000 at once. Young regions
 * start with 2,500 and 1,250. (API Gateway quotas, developer guide, read 2026-11.)
 */
const ACCOUNT_REQUESTS_PER_SECOND = 10_000;
const ACCOUNT_BURST = 5_000;

/** What an environment may say of an API. */
export const apiSettings = z
  .strictObject({
    throttling: z
      .strictObject({
        requestsPerSecond: z.int().min(1).max(ACCOUNT_REQUESTS_PER_SECOND).default(1000).meta({
          description: "Requests in a second that each method of the API takes before it answers 429.",
        }),
        burst: z.int().min(1).max(ACCOUNT_BURST).default(500).meta({
          description: "Requests at once that each method of the API takes before it answers 429.",
        }),
      })
      .prefault({}),
    // A key travels in a header that a page must know, and no cookie does: a page of somebody else's gains nothing.
    allowedOrigin: z
      .union([
        z.literal("*"),
        z.string().regex(/^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?$/, {
          error: 'must be "*" or an origin such as https://player.example.com, without a path',
        }),
      ])
      .default("*")
      .meta({
        description: "The web pages that browsers let read the API's answers: an origin, or * for all.",
      }),
  })
  .prefault({});

/** What an environment says of an API, with defaults. */
export type ApiSettings = z.infer<typeof apiSettings>;
