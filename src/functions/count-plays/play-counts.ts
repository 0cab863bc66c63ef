import { GetCommand, TransactWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Site } from "../../config/site";

/** How long a checkpoint is kept after the last record that it covers: longer than any stream keeps a record (8760 h). */
const CHECKPOINT_SECONDS = 366 * 24 * 60 * 60;

/** What one transaction may change (`TransactItems` in the API model of SDK 3.1169, read 2026-11). */
const MOST_CHANGES = 100;

/** Titles by day that can be counted at once: the checkpoint is a change as well. */
export const MOST_COUNTERS = MOST_CHANGES - 1;

/** Plays of one title on one day. */
export interface Plays {
  readonly titleId: string;
  /** `2026-11-03`, in UTC. */
  readonly day: string;
  readonly plays: number;
}

/** Some plays, and how far the shard is counted with them. */
export interface Counting {
  readonly shardId: string;
  /** The checkpoint that stands, as it was read; undefined where there is none. */
  readonly from: string | undefined;
  /** The sequence number of the last record that is counted then. */
  readonly to: string;
  /** When that record arrived. */
  readonly toArrivedAt: Date;
  /** At most `MOST_COUNTERS`, each title and day once. */
  readonly plays: readonly Plays[];
}

/** The table of the counts and the checkpoints, as one site sees it. */
export class PlayCounts {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly site: Site,
  ) {}

  /** The sequence number up to which a shard is counted; undefined where nothing is. */
  async checkpoint(shardId: string): Promise<string | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tableName, Key: this.checkpointKey(shardId), ConsistentRead: true }),
    );
    return Item?.sequenceNumber as string | undefined;
  }

  /**
   * Adds plays and moves the checkpoint, both or none.
   *
   * @throws TransactionCanceledException if the checkpoint is not what it was: somebody else has counted.
   */
  async add({ shardId, from, to, toArrivedAt, plays }: Counting): Promise<void> {
    const checkpoint = {
      TableName: this.tableName,
      Key: this.checkpointKey(shardId),
      UpdateExpression: "SET sequenceNumber = :to, expiration = :expiration",
      ConditionExpression: from === undefined ? "attribute_not_exists(id)" : "sequenceNumber = :from",
      ExpressionAttributeValues: {
        ":to": to,
        ":expiration": Math.floor(toArrivedAt.getTime() / 1000) + CHECKPOINT_SECONDS,
        ...(from !== undefined && { ":from": from }),
      },
    };
    await this.client.send(
      new TransactWriteCommand({
        TransactItems: [{ Update: checkpoint }, ...plays.map((some) => ({ Update: this.addition(some) }))],
      }),
    );
  }

  private addition({ titleId, day, plays }: Plays) {
    return {
      TableName: this.tableName,
      Key: { id: playsId(titleId, day), site: this.site },
      UpdateExpression: "SET titleId = :titleId, #day = :day ADD plays :plays",
      ExpressionAttributeNames: { "#day": "day" },
      ExpressionAttributeValues: { ":titleId": titleId, ":day": day, ":plays": plays },
    };
  }

  private checkpointKey(shardId: string) {
    return { id: `checkpoint#${shardId}`, site: this.site };
  }
}

/** The hash key of a title's plays on a day. One item a site: their sum is the count. */
export function playsId(titleId: string, day: string): string {
  return `plays#${titleId}#${day}`;
}
