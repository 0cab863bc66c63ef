import { z } from "zod";

/**
 * Days without access after which EFS may move a file to Infrequent Access.
 *
 * Source: `TransitionToIARules` in the API model of SDK 3.1169, read 2026-11.
 */
export const TRANSITION_DAYS = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const;

/** Where the cost table finds how much a file system is expected to hold: in a comment of the JSON. */
export const EXPECTED_GIGABYTES = "expected_gigabytes";

/** What an environment may say of a system's file system. */
export const fileSystemSettings = z
  .strictObject({
    transitionToIaDays: z.literal(TRANSITION_DAYS).default(30).meta({
      description:
        "Days without access after which a file moves to Infrequent Access; the first access brings it back.",
    }),
    expectedGigabytes: z.number().positive().default(100).meta({
      description: "How much each site's file system holds, in GB: an input of the cost table, no limit.",
    }),
  })
  .prefault({});

/** What an environment may say of a system's file system. */
export type FileSystemSettings = z.infer<typeof fileSystemSettings>;
