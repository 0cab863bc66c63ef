import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ErasureList } from "../../src/erasure-list/erasure-list";
import { ERASURE_KEY } from "../../src/erasure-list/item";
import { makeTable } from "../service/world";
import { describeWithMinistack, useEmptyAccounts } from "../support/ministack";

const ADA = "664a8fb8-9066-48d4-bdce-2bb01e087f4a";
const TABLE = "erasures";

describeWithMinistack("the list of erasures", () => {
  let client: DynamoDBClient;
  let list: ErasureList;

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    client = new DynamoDBClient({ region: "eu-central-1" });
    await makeTable(client, TABLE, ERASURE_KEY);
    list = new ErasureList(client, TABLE);
  });
  afterEach(() => client.destroy());

  const at = (day: number) => new Date(Date.UTC(2026, 10, day));

  test("keeps an id, a time and when it is forgotten, and nothing else", async () => {
    expect(await list.add(ADA, at(1), 450)).toEqual({ viewerId: ADA, erasedAt: at(1) });
    const { Item } = await client.send(
      new GetItemCommand({ TableName: TABLE, Key: { [ERASURE_KEY]: { S: ADA } } }),
    );
    expect(Item).toEqual({
      viewer_id: { S: ADA },
      erased_at: { S: "2026-11-01T00:00:00.000Z" },
      // 450 days later, in seconds.
      expiration: { N: String(Date.UTC(2028, 0, 25) / 1_000) },
    });
  });

  test("keeps the first time of an erasure that is repeated", async () => {
    await list.add(ADA, at(1), 450);
    expect(await list.add(ADA, at(2), 450)).toEqual({ viewerId: ADA, erasedAt: at(1) });
    expect(await list.find(ADA)).toEqual({ viewerId: ADA, erasedAt: at(1) });
  });

  test("knows nobody else", async () => {
    await list.add(ADA, at(1), 450);
    expect(await list.find("7d0ced0f-790c-48ef-91ed-522b01a317a6")).toBeUndefined();
  });

  test("tells all of them", async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `664a8fb8-9066-48d4-bdce-2bb01e0880${10 + index}`);
    for (const id of ids) await list.add(id, at(1), 450);
    const found: string[] = [];
    for await (const page of list.pages()) found.push(...page);
    expect(found.sort()).toEqual(ids);
  });

  test("refuses an entry that nobody here has written, without repeating it", async () => {
    const Item = { viewer_id: { S: "ada@example.com" }, erased_at: { S: "yesterday" } };
    await client.send(new PutItemCommand({ TableName: TABLE, Item }));
    const reading = list.pages().next();
    await expect(reading).rejects.toThrow(/makes no sense: viewer_id.*erased_at/);
    await expect(reading).rejects.not.toThrow(/example.com|yesterday/);
  });

  test("is said to be unreadable where it is", async () => {
    const missing = new ErasureList(client, "none");
    await expect(missing.add(ADA, at(1), 450)).rejects.toThrow();
    await expect(missing.find(ADA)).rejects.toThrow();
  });
});
