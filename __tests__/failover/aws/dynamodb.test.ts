import { holds } from "../../../src/failover/aws/dynamodb/condition";
import { updated } from "../../../src/failover/aws/dynamodb/update";
import type { Item } from "../../../src/failover/aws/dynamodb/value";
import { Bench } from "./bench";

const ITEM: Item = { system: { S: "shop" }, epoch: { N: "10" }, site: { S: "dr" } };
const VALUES = {
  ExpressionAttributeNames: { "#site": "site" },
  ExpressionAttributeValues: {
    ":two": { N: "2" },
    ":ten": { N: "10" },
    ":dr": { S: "dr" },
    ":text": { S: "10" },
  },
};

test.each<[string, boolean]>([
  ["epoch = :ten", true],
  ["epoch > :two", true],
  ["epoch < :two", false],
  ["epoch <> :ten", false],
  ["epoch >= :ten AND epoch <= :ten", true],
  ["epoch = :text", false],
  ["missing = :ten", false],
  ["missing <> :ten", true],
  ["attribute_exists(epoch)", true],
  ["attribute_not_exists(#site)", false],
  ["attribute_not_exists(missing) OR epoch = :two", true],
  ["epoch = :two OR epoch = :ten AND #site = :dr", true],
  ["(epoch = :ten OR epoch = :two) AND NOT #site = :dr", false],
])("the condition %s is %s", (condition, expected) => {
  expect(holds(condition, ITEM, VALUES)).toBe(expected);
});

test.each(["begins_with(site, :dr)", "epoch BETWEEN :two AND :ten", "epoch = :ten epoch", "site.part = :dr"])(
  "the condition %s is refused: the model does not know it",
  (condition) => expect(() => holds(condition, ITEM, VALUES)).toThrow(),
);

test("an update sets and removes", () => {
  expect(updated("SET epoch = :two, added = :dr REMOVE #site, missing", ITEM, VALUES)).toEqual({
    system: { S: "shop" },
    epoch: { N: "2" },
    added: { S: "dr" },
  });
});

test.each(["SET epoch = epoch + :two", "ADD epoch :two", "SET epoch = :unknown"])(
  "the update %s is refused: the model does not know it",
  (expression) => expect(() => updated(expression, ITEM, VALUES)).toThrow(),
);

describe("a global table", () => {
  const TABLE = "shop-role-dr-test";
  const put = (bench: Bench, region: string, text: string) =>
    bench.call(region, "dynamodb", "putItem", {
      TableName: TABLE,
      Item: { system: { S: "shop#canary" }, text: { S: text } },
    });
  const textIn = (bench: Bench, region: string) =>
    bench.model.dynamoDb.tables.get(region, TABLE, "shop#canary")?.["text"];

  test("carries writes to the other region a little later", async () => {
    const bench = new Bench();
    await put(bench, "us-east-2", "one");
    expect(textIn(bench, "us-east-1")).toBeUndefined();
    await bench.pass(2);
    expect(textIn(bench, "us-east-1")).toEqual({ S: "one" });
  });

  test("carries them when a lost region is back, and the last write wins", async () => {
    const bench = new Bench();
    bench.down.add("us-east-2");
    await put(bench, "us-east-1", "one");
    await bench.pass(100);
    expect(textIn(bench, "us-east-2")).toBeUndefined();
    bench.down.clear();
    await put(bench, "us-east-2", "two");
    await bench.pass(100);
    expect([textIn(bench, "us-east-1"), textIn(bench, "us-east-2")]).toEqual([{ S: "two" }, { S: "two" }]);
  });

  test("is refused under another name", async () => {
    const args = { TableName: "other", Key: { system: { S: "shop" } } };
    await expect(new Bench().call("us-east-1", "dynamodb", "getItem", args)).rejects.toThrow(
      "DynamoDb.ResourceNotFoundException",
    );
  });
});
