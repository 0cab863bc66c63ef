import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemKey, type Item } from "../../role-record/items";
import { readItem } from "../../role-record/read";

/** A canary write that was acknowledged: when it was sent, and in which epoch. */
export type Canary = Item<"canary">;

/** So many epochs in a row have canaries of different names. The service keeps a limited number of them. */
const NAMES = 4;

/**
 * The name of an epoch's canary in the service's database. It is not the one of the epoch before: after a takeover the new
 * site's writes leave alone what came over of the old site's.
 */
export function canaryName(epoch: number): string {
  return `standby-${epoch % NAMES}`;
}

/** Which canary writes were acknowledged, as the role table of this region knows it. */
export class Canaries {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly system: string,
  ) {}

  /** The newest of all; undefined where there never was one. */
  newest(): Promise<Canary | undefined> {
    return readItem(this.client, this.table, this.system, "canary");
  }

  /** The newest from before an epoch: what a takeover should have brought over. */
  async newestBefore(epoch: number): Promise<Canary | undefined> {
    const newest = await this.newest();
    if (!newest || newest.epoch < epoch) return newest;
    const last = await readItem(this.client, this.table, this.system, "canaryOfLastEpoch");
    return last && last.epoch < epoch ? last : undefined;
  }

  /**
   * Remembers a canary as the newest. The last one of the epoch before is kept beside it.
   *
   * @param newest the newest until now.
   */
  async remember(canary: Canary, newest: Canary | undefined): Promise<void> {
    if (newest && newest.epoch < canary.epoch) {
      const key = itemKey(this.system, "canaryOfLastEpoch");
      await this.client.send(new PutCommand({ TableName: this.table, Item: { ...key, ...newest } }));
    }
    const put = new PutCommand({
      TableName: this.table,
      Item: { ...itemKey(this.system, "canary"), ...canary },
      ConditionExpression: "attribute_not_exists(epoch) OR epoch <= :epoch",
      ExpressionAttributeValues: { ":epoch": canary.epoch },
    });
    try {
      await this.client.send(put);
    } catch (error) {
      // A run that came late: another one is in a newer epoch already.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
