import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type * as Handler from "../../../src/functions/read-role/handler";

export const TABLE = "mediadb-role-dr-dev";
export const [OWN_REGION, DR_REGION] = ["eu-central-1", "eu-west-1"];
export const RECORD = { system: "mediadb", active_site: "primary", traffic_site: "primary", epoch: 3 };

/** What the relay of the primary site is told, once its account is there. */
export function tellRelay(): void {
  Object.assign(process.env, {
    AWS_REGION: OWN_REGION,
    ROLE_TABLE: TABLE,
    ROLE_REGION: DR_REGION,
    SYSTEM: "mediadb",
  });
}

/** The handler as Lambda loads it: its client and settings come from the environment of that moment. */
export function loadRelay(): typeof Handler.handler {
  const loaded: (typeof Handler)[] = [];
  jest.isolateModules(() => {
    loaded.push(jest.requireActual<typeof Handler>("../../../src/functions/read-role/handler"));
  });
  const [module] = loaded;
  if (!module) throw new Error("the handler was not loaded");
  return module.handler;
}

export async function createTable(region: string): Promise<void> {
  await new DynamoDBClient({ region }).send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "system", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "system", AttributeType: "S" }],
    }),
  );
}

export async function writeItem(region: string, item: Readonly<Record<string, unknown>>): Promise<void> {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
  await documents.send(new PutCommand({ TableName: TABLE, Item: item }));
}
