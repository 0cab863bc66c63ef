import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { VERDICT_DAYS, verdictId, type Reason, type Verdict, type VerdictItem } from "./verdict";

/** What is decided about one payment. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly cardLastFour: string;
}

/** The verdicts, in the idempotency table. */
export class VerdictStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /** Keeps a verdict, unless there is one already: the first one stands. Gives the one that stands. */
  async keep(paymentId: string, decision: Decision, now: Date): Promise<VerdictItem> {
    const item: VerdictItem = {
      id: verdictId(paymentId),
      ...decision,
      validatedAt: now.toISOString(),
      expiration: Math.floor(now.getTime() / 1000) + VERDICT_DAYS * 24 * 60 * 60,
    };
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.tableName,
          Item: item,
          ConditionExpression: "attribute_not_exists(id)",
        }),
      );
      return item;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return await this.standing(item.id);
    }
  }

  private async standing(id: string): Promise<VerdictItem> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tableName, Key: { id }, ConsistentRead: true }),
    );
    if (!Item) throw new Error(`the verdict ${id} was forgotten between two calls`);
    return Item as VerdictItem;
  }
}
