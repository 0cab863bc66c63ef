import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import type { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { Context, SQSRecord } from "aws-lambda";
import { judgeAmount, type AmountLimits } from "./amount";
import { judgeCard, lastFourOf } from "./card";
import { readMessage, type MalformedMessage, type PaymentMessage } from "./message";
import type { Transaction, TransactionLog } from "./transaction-log";
import { VERDICT_DAYS, type VerdictItem } from "./verdict";
import type { Decision, VerdictStore } from "./verdict-store";

/** A message that nobody can tie to a payment: it is given back until SQS puts it by. */
export class UnknownPaymentError extends Error {
  override readonly name = "UnknownPaymentError";
}

/** What a validator works with. */
export interface ValidatorProps {
  readonly limits: AmountLimits;
  readonly persistence: DynamoDBPersistenceLayer;
  readonly verdicts: VerdictStore;
  readonly log: TransactionLog;
  /** Told when a message was judged before. */
  readonly onDuplicate: () => void;
}

/** What came of one message. */
export type Outcome = Pick<VerdictItem, "id" | "verdict" | "reasons">;

/** Judges payment requests, each once, however often it is delivered. */
export class Validator {
  private readonly config: IdempotencyConfig;
  private readonly judgeOnce: (request: PaymentMessage, identity: Identity) => Promise<Outcome>;

  constructor(private readonly props: ValidatorProps) {
    this.config = new IdempotencyConfig({
      eventKeyJmesPath: "idempotencyKey",
      // Not the card: a hash of so few digits can be undone.
      payloadValidationJmesPath: "[paymentId, amount]",
      throwOnNoIdempotencyKey: true,
      expiresAfterSeconds: VERDICT_DAYS * 24 * 60 * 60,
      hashFunction: "sha256",
      responseHook: (outcome) => {
        props.onDuplicate();
        return outcome;
      },
    });
    this.judgeOnce = makeIdempotent((request: PaymentMessage) => this.judge(request), {
      persistenceStore: props.persistence,
      config: this.config,
      dataIndexArgument: 1,
      // The default is the function's name, which differs between the sites; the table is theirs together.
      keyPrefix: "validate-payment",
    });
  }

  /**
   * Judges the payment in one message.
   *
   * @throws UnknownPaymentError, and whatever keeps the verdict from being stored: the message has to come again.
   */
  async validate(record: SQSRecord, context: Context): Promise<Outcome> {
    this.config.registerLambdaContext(context);
    const read = readMessage(record.body);
    if ("malformed" in read) return this.reject(read.malformed, record);
    const { message } = read;
    const { idempotencyKey, paymentId, amount } = message;
    try {
      return await this.judgeOnce(message, { idempotencyKey, paymentId, amount });
    } catch (error) {
      // By its name: the package may be bundled twice.
      if ((error as Error).name !== "IdempotencyValidationError") throw error;
      return this.record(transactionOf(message), {
        verdict: "rejected",
        reasons: ["idempotency-key-reused"],
        cardLastFour: lastFourOf(message.card),
      });
    }
  }

  private judge(message: PaymentMessage): Promise<Outcome> {
    const reasons = [
      ...judgeAmount(message.amount, this.props.limits),
      ...judgeCard(message.card, message.createdAt),
    ];
    return this.record(transactionOf(message), {
      verdict: reasons.length === 0 ? "accepted" : "rejected",
      reasons,
      cardLastFour: lastFourOf(message.card),
    });
  }

  private reject({ paymentId, createdAt, reasons }: MalformedMessage, record: SQSRecord): Promise<Outcome> {
    if (paymentId === undefined) throw new UnknownPaymentError("the message names no payment");
    // The time of sending stays the same however often the message is delivered.
    const sent = new Date(Number(record.attributes.SentTimestamp)).toISOString();
    return this.record(
      { paymentId, createdAt: createdAt ?? sent },
      { verdict: "rejected", reasons, cardLastFour: "" },
    );
  }

  /** The verdict first: what the log says comes from the one that stands, so both always agree. */
  private async record(transaction: Transaction, decision: Decision): Promise<Outcome> {
    const item = await this.props.verdicts.keep(transaction.paymentId, decision, new Date());
    await this.props.log.write(transaction, item);
    const { id, verdict, reasons } = item;
    return { id, verdict, reasons };
  }
}

/** What makes a request the same as another: kept, as hashes, in the idempotency record. */
type Identity = Pick<PaymentMessage, "idempotencyKey" | "paymentId" | "amount">;

function transactionOf({ paymentId, createdAt, idempotencyKey, amount, epoch }: PaymentMessage): Transaction {
  return { paymentId, createdAt, request: { idempotencyKey, amount, epoch } };
}
