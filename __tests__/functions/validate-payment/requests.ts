import type { PaymentMessage } from "../../../src/functions/validate-payment/message";

/** A test number of a card network: it passes the check digit and belongs to nobody. */
export const CARD_NUMBER = "4111111111111111";

export const PAYMENT = "7f1d6c34-52a1-4c0e-9d3b-2f60a1b7c001";
export const OTHER_PAYMENT = "7f1d6c34-52a1-4c0e-9d3b-2f60a1b7c002";

/** A payment request that is accepted, but for what is given. */
export function request(given: Partial<PaymentMessage> = {}): PaymentMessage {
  return {
    paymentId: PAYMENT,
    idempotencyKey: `order-${given.paymentId ?? PAYMENT}`,
    amount: { value: "19.99", currency: "USD" },
    card: { number: CARD_NUMBER, expiryMonth: 12, expiryYear: 2030 },
    epoch: 1,
    createdAt: "2026-11-03T23:30:00.000Z",
    ...given,
  };
}

/** The text of a message. */
export function body(given: Partial<PaymentMessage> = {}): string {
  return JSON.stringify(request(given));
}
