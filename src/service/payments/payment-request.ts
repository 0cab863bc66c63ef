import { createHash } from "node:crypto";
import { z } from "zod";
import { maskCardNumbers } from "../shared/card-numbers";
import { problemsIn, type RequestProblem } from "../shared/request-problem";

/** Above 0, with at most 12 digits before and 4 after the point: the most decimals that a currency has (ISO 4217). */
const AMOUNT = /^(?![0.]+$)(0|[1-9]\d{0,11})(\.\d{1,4})?$/;

function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const request = z.strictObject({
  amount: z.strictObject({
    value: z.string({ error: 'must be a decimal number as text, for example "12.50"' }).regex(AMOUNT, {
      error: "must be a decimal number above 0 with at most 12 digits before and 4 after the point",
    }),
    currency: z
      .string({ error: 'must be a currency code, for example "EUR"' })
      .regex(/^[A-Z]{3}$/, { error: "must be three capital letters" }),
  }),
  card: z.strictObject({
    number: z
      .string({ error: "must be the digits of a card, as text" })
      .regex(/^\d{13,19}$/, { error: "must have 13 to 19 digits and nothing else" }),
    expiryMonth: wholeNumber(1, 12),
    expiryYear: wholeNumber(2000, 2099),
  }),
});

/** The body of `POST /payments`. Only its shape is checked here; whether it is sound the validation decides. */
export type PaymentRequest = z.output<typeof request>;

/** Checks an idempotency key and a body, and finds every problem. */
export function readPaymentRequest(
  key: unknown,
  body: unknown,
):
  | { readonly key: string; readonly request: PaymentRequest }
  | { readonly problems: readonly RequestProblem[] } {
  const checkedKey = keySchema.safeParse(key);
  const checkedBody = request.safeParse(body);
  if (checkedKey.success && checkedBody.success) return { key: checkedKey.data, request: checkedBody.data };
  return {
    problems: [...problemsIn("Idempotency-Key", checkedKey.error), ...problemsIn("body", checkedBody.error)],
  };
}

const keySchema = z
  .string({ error: "this header is missing" })
  .regex(/^[\x21-\x7e]{8,64}$/, { error: "must have 8 to 64 printable characters without spaces" })
  // It is stored and logged.
  .refine((key) => maskCardNumbers(key) === key, { error: "must not look like a card number; use a UUID" });

/**
 * The payment's id, made from its key: a request that is repeated at the other site, where the row may be missing, gets
 * the same id, and so is validated once. A UUID of version 8 (RFC 9562).
 */
export function paymentIdOf(key: string): string {
  const bytes = createHash("sha256").update(`payment ${key}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
