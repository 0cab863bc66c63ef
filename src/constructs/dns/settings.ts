import { z } from "zod";

/** What an environment may say of the checks that probe each site from outside. They detect; they never move traffic. */
export const dnsSettings = z
  .strictObject({
    // Can't be changed on a check: another value replaces it. (Both: Route 53 API model, SDK 3.1162, read 2026-11.)
    healthCheckIntervalSeconds: z.literal([10, 30]).default(10).meta({
      description: "Seconds between two probes of one checker. 10 costs more than 30.",
    }),
    failureThreshold: z.int().min(1).max(10).default(3).meta({
      description:
        "Failed probes in a row that make a site unhealthy, and good ones that make it healthy again.",
    }),
  })
  .prefault({});

/** What an environment says of the probes, with defaults. */
export type DnsSettings = z.infer<typeof dnsSettings>;
