import { z } from "zod";

/** What an environment may say of the payment validation. */
export const validationSettings = z
  .strictObject({
    amountLimits: z
      .record(
        z.string().regex(/^[A-Z]{3}$/, { error: "must be a currency of ISO 4217 such as USD" }),
        z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, { error: 'must be an amount in quotes such as "10000"' }),
      )
      .refine((limits) => Object.keys(limits).length > 0, { error: "needs at least one currency" })
      .default({ USD: "10000" })
      .meta({ description: "The largest amount of a payment, by currency. No other currency is taken." }),
    // ScalingConfig takes 2 to 1000 (Lambda API model, SDK 3.1162, read 2026-11).
    maximumConcurrency: z.int().min(2).max(1000).default(10).meta({
      description: "The most runs of the validation at once, of ten payments each.",
    }),
    reservesConcurrency: z.boolean().default(true).meta({
      description:
        "Whether these runs are set aside from the account's concurrency. A new account has too little for it: Lambda then refuses.",
    }),
  })
  .prefault({});

/** What an environment says of the payment validation, with defaults. */
export type ValidationSettings = z.infer<typeof validationSettings>;
