// The namespace import lets the bundler leave out what is not used: half of the zip.
import * as z from "zod";
import type { Reason } from "./verdict";

const paymentId = z.uuid();
const createdAt = z.iso.datetime({ offset: true });

/** A payment request, as the service puts it into the queue once it stands in the database. */
const paymentMessage = z.object({
  paymentId,
  idempotencyKey: z.string().min(1).max(64),
  amount: z.object({
    /** A decimal number as text: binary fractions can't hold cents. */
    value: z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/),
    /** ISO 4217. */
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  card: z.object({
    number: z.string().regex(/^\d{1,32}$/),
    expiryMonth: z.int().min(1).max(12),
    expiryYear: z.int().min(2000).max(9999),
  }),
  /** The epoch of the role record under which the service took the request. */
  epoch: z.int().min(1),
  createdAt,
});

/** A payment request that can be judged. */
export type PaymentMessage = z.infer<typeof paymentMessage>;

/** What can be known of a message that can't be judged. */
export interface MalformedMessage {
  /** Undefined where nobody can say whose message it is. */
  readonly paymentId: string | undefined;
  readonly createdAt: string | undefined;
  /** The fields that are wrong, without their values. */
  readonly reasons: readonly Reason[];
}

/** The text of a message, read; never with a word of its content in an error. */
export function readMessage(
  body: string,
): { readonly message: PaymentMessage } | { readonly malformed: MalformedMessage } {
  const content = parseJson(body);
  const { success, data, error } = paymentMessage.safeParse(content);
  if (success) return { message: data };
  const fields = new Set(error.issues.map(({ path }) => path.join(".")));
  const known = z
    .object({
      paymentId: paymentId.optional().catch(undefined),
      createdAt: createdAt.optional().catch(undefined),
    })
    .safeParse(content);
  return {
    malformed: {
      paymentId: known.data?.paymentId,
      createdAt: known.data?.createdAt,
      reasons: [...fields].map((field): Reason => `malformed:${field}`),
    },
  };
}

/** Node's own message quotes the text around the mistake, and so perhaps a card number. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
