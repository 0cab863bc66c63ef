import { z } from "zod";

/** What an environment may say of the web application firewall. */
export const wafSettings = z
  .strictObject({
    // 10 to 2,000,000,000 (WAF quotas, developer guide, read 2026-11).
    requestsPerFiveMinutes: z.int().min(10).max(2_000_000_000).default(2000).meta({
      description:
        "Requests that one IPv4 address may send in five minutes before it is blocked. A partner behind one address may need more.",
    }),
  })
  .prefault({});

/** What an environment says of the web application firewall, with defaults. */
export type WafSettings = z.infer<typeof wafSettings>;
