import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { verdictId, type VerdictItem } from "../../functions/validate-payment/verdict";

/** Longer than a healthy answer takes, with one retry of the SDK; in milliseconds. */
const READ_WITHIN_MS = 2_000;

/** What the validation found. */
export type Verdict = Pick<VerdictItem, "verdict" | "reasons" | "validatedAt">;

/** The verdicts of the validation, as this region has them. */
export class Verdicts {
  private readonly client: DynamoDBDocumentClient;

  constructor(
    private readonly table: string,
    region: string,
  ) {
    this.client = DynamoDBDocumentClient.from(new DynamoDBClient({ region, maxAttempts: 2 }));
  }

  /** The verdict on a payment; undefined while there is none. */
  async find(paymentId: string): Promise<Verdict | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { id: verdictId(paymentId) } }),
      { abortSignal: AbortSignal.timeout(READ_WITHIN_MS) },
    );
    if (!Item) return undefined;
    const { verdict, reasons, validatedAt } = Item as VerdictItem;
    return { verdict, reasons, validatedAt };
  }
}
