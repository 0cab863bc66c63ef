import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { PaymentMessage } from "./message";
import type { VerdictItem } from "./verdict";

/** What the log says of one payment. Without the card number. */
export interface Transaction {
  readonly paymentId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** What only a message that could be judged has. */
  readonly request?: Pick<PaymentMessage, "idempotencyKey" | "amount" | "epoch">;
}

/** The transaction log: one object a payment, under the day on which it was made (UTC). */
export class TransactionLog {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  /** Writes one entry; the same payment and verdict give the same key and the same bytes. */
  async write({ paymentId, createdAt, request }: Transaction, item: VerdictItem): Promise<void> {
    const { verdict, reasons, cardLastFour, validatedAt } = item;
    const entry = { paymentId, createdAt, ...request, verdict, reasons, cardLastFour, validatedAt };
    await this.client.send(
      new PutObjectCommand({
        Bucket: this.bucket,
        Key: transactionKey(paymentId, createdAt),
        Body: `${JSON.stringify(entry)}\n`,
        ContentType: "application/json",
      }),
    );
  }
}

/** `transactions/<yyyy>/<mm>/<dd>/<paymentId>.json` */
function transactionKey(paymentId: string, createdAt: string): string {
  const day = new Date(createdAt).toISOString().slice(0, 10).replaceAll("-", "/");
  return `transactions/${day}/${paymentId.toLowerCase()}.json`;
}
