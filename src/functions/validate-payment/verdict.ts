/** How long a verdict can be read, in days: longer than a message can live in the queue and its dead-letter queue. */
export const VERDICT_DAYS = 30;

/** Whether a payment may go on. */
export type Verdict = "accepted" | "rejected";

/**
 * Why a payment was rejected. `malformed:<field>` names a field of the message that is missing or is not what it must be;
 * no reason ever holds a value.
 */
export type Reason =
  | `malformed:${string}`
  | "idempotency-key-reused"
  | "currency-not-accepted"
  | "amount-not-positive"
  | "amount-decimal-places"
  | "amount-above-limit"
  | "card-number-length"
  | "card-number-check-digit"
  | "card-expired";

/** The verdict on one payment, as it lies in the idempotency table. Without the card number. */
export interface VerdictItem {
  /** `payment#<paymentId>`, see `verdictId`. */
  readonly id: string;
  readonly verdict: Verdict;
  /** Empty when the payment was accepted. */
  readonly reasons: readonly Reason[];
  /** Empty when the number is too short to be one. */
  readonly cardLastFour: string;
  /** ISO 8601, UTC. The first verdict stands, and so does its time. */
  readonly validatedAt: string;
  /** When DynamoDB forgets the item, in seconds since 1970. */
  readonly expiration: number;
}

/** The partition key of the verdict on a payment: what the service asks for with GetItem. */
export function verdictId(paymentId: string): string {
  return `payment#${paymentId.toLowerCase()}`;
}
