import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Unavailable } from "../shared/unavailable";
import type { PaymentRequest } from "./payment-request";
import type { Payment } from "./payments";

/** Longer than a healthy answer takes, with one retry of the SDK; in milliseconds. */
const SEND_WITHIN_MS = 3_000;

/** The payment is stored, but the validation was not told. The client's repetition tells it. */
export class NotQueued extends Unavailable {
  constructor(paymentId: string, cause: unknown) {
    const detail = "The payment is stored but not queued. Repeat the request with the same Idempotency-Key.";
    super(detail, cause, { paymentId });
    this.name = "NotQueued";
  }
}

/** The queue that the validation of payments works from. */
export class ValidationQueue {
  private readonly client: SQSClient;

  constructor(
    private readonly queueUrl: string,
    region: string,
  ) {
    this.client = new SQSClient({ region, maxAttempts: 2 });
  }

  /**
   * Asks for the validation of a payment. Asking twice is harmless: the validation works once for each key.
   *
   * @throws NotQueued
   */
  async ask(payment: Payment, { card }: PaymentRequest): Promise<void> {
    // The amount as it is stored: the validation takes 12.5 for another one than 12.50.
    const { id: paymentId, idempotencyKey, amount, epoch, createdAt } = payment;
    const message = { paymentId, idempotencyKey, amount, card, epoch, createdAt: createdAt.toISOString() };
    try {
      await this.client.send(
        new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(message) }),
        { abortSignal: AbortSignal.timeout(SEND_WITHIN_MS) },
      );
    } catch (error) {
      throw new NotQueued(paymentId, error);
    }
  }
}
