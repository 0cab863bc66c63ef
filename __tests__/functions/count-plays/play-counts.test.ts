import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import {
  MOST_COUNTERS,
  PlayCounts,
  playsId,
  type Counting,
} from "../../../src/functions/count-plays/play-counts";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { NOON, sequence, SHARD } from "../events/records";

const TABLE = "globalstream-play-counts-dev";
const DAY = "2026-11-03";

describeWithMinistack("the counts in a table", () => {
  let table: DynamoDBDocumentClient;
  useEmptyAccounts(() => {
    table = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "us-east-1" }));
  });

  beforeEach(async () => {
    await table.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "id", KeyType: "HASH" },
          { AttributeName: "site", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "id", AttributeType: "S" },
          { AttributeName: "site", AttributeType: "S" },
        ],
      }),
    );
  });

  const counting = (given: Partial<Counting> = {}): Counting => ({
    shardId: SHARD,
    from: undefined,
    to: sequence(2),
    toArrivedAt: NOON,
    plays: [{ titleId: "a", day: DAY, plays: 2 }],
    ...given,
  });

  const playsOf = async (titleId: string) => {
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: "id = :id",
        ExpressionAttributeValues: { ":id": playsId(titleId, DAY) },
      }),
    );
    return Items;
  };

  test("are added to, together with the checkpoint", async () => {
    const counts = new PlayCounts(table, TABLE, "primary");
    await expect(counts.checkpoint(SHARD)).resolves.toBeUndefined();
    await counts.add(counting());
    await counts.add(counting({ from: sequence(2), to: sequence(5) }));
    await expect(counts.checkpoint(SHARD)).resolves.toBe(sequence(5));
    await expect(playsOf("a")).resolves.toEqual([
      { id: `plays#a#${DAY}`, site: "primary", titleId: "a", day: DAY, plays: 4 },
    ]);
  });

  test("stay as they are where the checkpoint is not the one that was read", async () => {
    const counts = new PlayCounts(table, TABLE, "primary");
    await counts.add(counting());
    for (const from of [undefined, sequence(1)]) {
      await expect(counts.add(counting({ from, to: sequence(9) }))).rejects.toMatchObject({
        name: "TransactionCanceledException",
      });
    }
    await expect(counts.checkpoint(SHARD)).resolves.toBe(sequence(2));
    await expect(playsOf("a")).resolves.toMatchObject([{ plays: 2 }]);
  });

  test("of two sites are two items, and so are the checkpoints of shards with one name", async () => {
    await new PlayCounts(table, TABLE, "primary").add(counting());
    await new PlayCounts(table, TABLE, "dr").add(counting({ to: sequence(3) }));
    await expect(playsOf("a")).resolves.toMatchObject([
      { site: "dr", plays: 2 },
      { site: "primary", plays: 2 },
    ]);
    await expect(new PlayCounts(table, TABLE, "primary").checkpoint(SHARD)).resolves.toBe(sequence(2));
  });

  test("fit into one transaction up to the limit, and not beyond it", async () => {
    const counts = new PlayCounts(table, TABLE, "primary");
    const plays = Array.from({ length: MOST_COUNTERS + 1 }, (_, index) => ({
      titleId: `title-${index}`,
      day: DAY,
      plays: 1,
    }));
    await expect(counts.add(counting({ plays }))).rejects.toMatchObject({ name: "ValidationException" });
    await counts.add(counting({ plays: plays.slice(1) }));
    await expect(playsOf("title-99")).resolves.toMatchObject([{ plays: 1 }]);
  });

  test("never expire, but checkpoints do, later than any record", async () => {
    await new PlayCounts(table, TABLE, "primary").add(counting());
    const { Item } = await table.send(
      new GetCommand({ TableName: TABLE, Key: { id: `checkpoint#${SHARD}`, site: "primary" } }),
    );
    expect(Item?.expiration).toBe(NOON.getTime() / 1000 + 366 * 86_400);
    await expect(playsOf("a")).resolves.not.toMatchObject([{ expiration: expect.anything() as unknown }]);
  });
});
