import { z } from "zod";

/** What an environment may say of the function that reads the role record for a network without NAT gateways. */
export const roleRelaySettings = z
  .strictObject({
    reservesConcurrency: z.boolean().default(true).meta({
      description:
        "Whether its runs are set aside from the account's concurrency, so that no other function can use them up. A new account has too little for it: Lambda then refuses.",
    }),
  })
  .prefault({});

/** What an environment says of that function. */
export type RoleRelaySettings = z.infer<typeof roleRelaySettings>;
