import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { erasureItem, ERASURE_KEY, erasureOf, type Erasure } from "./item";

const DAY_SECONDS = 24 * 60 * 60;

/** How to ask. */
export interface AskOptions {
  /** Ends the request. @default - it ends as the client is configured */
  readonly abortSignal?: AbortSignal;
}

/**
 * Who was erased: a table of its own, which no backup of the database holds. So a database that was restored from an
 * older backup can be made to forget the same people again.
 */
export class ErasureList {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  /**
   * Writes down that a viewer is erased, once: a repetition changes nothing.
   *
   * @param keepDays after how many days the list forgets it; longer than any copy of the database lives.
   * @returns the first entry of this viewer.
   */
  async add(viewerId: string, erasedAt: Date, keepDays: number, options: AskOptions = {}): Promise<Erasure> {
    const erasure = { viewerId, erasedAt };
    const expiration = Math.floor(erasedAt.getTime() / 1_000) + keepDays * DAY_SECONDS;
    const put = new PutItemCommand({
      TableName: this.table,
      Item: erasureItem(erasure, expiration),
      ConditionExpression: `attribute_not_exists(${ERASURE_KEY})`,
    });
    try {
      await this.client.send(put, options);
      return erasure;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return (await this.find(viewerId, options)) ?? erasure;
    }
  }

  /** Whether a viewer was erased; undefined where this region's copy of the list does not know of it. */
  async find(viewerId: string, options: AskOptions = {}): Promise<Erasure | undefined> {
    const get = new GetItemCommand({
      TableName: this.table,
      Key: { [ERASURE_KEY]: { S: viewerId } },
      ConsistentRead: true,
    });
    const { Item: found } = await this.client.send(get, options);
    return found && erasureOf(found);
  }

  /** The ids of all who were erased, page by page, in no order. */
  async *pages(): AsyncGenerator<readonly string[]> {
    for await (const { Items = [] } of paginateScan({ client: this.client }, { TableName: this.table })) {
      yield Items.map((item) => erasureOf(item).viewerId);
    }
  }
}
