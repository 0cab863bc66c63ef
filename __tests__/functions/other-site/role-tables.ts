import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { itemKey, type ItemName } from "../../../src/role-record/items";

export const TABLE = "payments-role-dr-dev";
export const SYSTEM = "payments";

/** The role table in one region of the local AWS. */
export async function makeRoleTable(region: string) {
  const plain = new DynamoDBClient({ region });
  await plain.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "system", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "system", AttributeType: "S" }],
    }),
  );
  const client = DynamoDBDocumentClient.from(plain);
  return {
    client,
    put: async (name: ItemName, item: object) => {
      await client.send(new PutCommand({ TableName: TABLE, Item: { ...itemKey(SYSTEM, name), ...item } }));
    },
    get: async (name: ItemName) => {
      const key = itemKey(SYSTEM, name);
      const { Item } = await client.send(new GetCommand({ TableName: TABLE, Key: key }));
      if (!Item) return undefined;
      const { system: _, ...rest } = Item;
      return rest;
    },
  };
}

/** What `makeRoleTable` makes. */
export type RoleTable = Awaited<ReturnType<typeof makeRoleTable>>;
