import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { RegionalClients } from "../../../src/aws/clients";
import { credentialsProblem } from "../../../src/aws/identity";
import { readRoleItems } from "../../../src/failover/status/roles";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { ITEMS, TARGET } from "./world";

const { region } = TARGET.sites.dr;

describeWithMinistack("against a local AWS, status", () => {
  let account: string;
  let clients: RegionalClients;
  useEmptyAccounts((own) => (account = own));
  beforeEach(() => {
    clients = new RegionalClients(region, { requestTimeoutMs: 20_000 });
  });
  afterEach(() => clients.destroy());

  const items = () => readRoleItems(clients, TARGET, new AbortController().signal);

  it("knows whose credentials it has", async () => {
    expect(await credentialsProblem(clients, { account, environment: "dev" })).toBeUndefined();
    expect(await credentialsProblem(clients, { account: "999999999999", environment: "dev" })).toContain(
      `belong to ${account}, the environment "dev" to 999999999999`,
    );
  });

  it("finds no role table in an empty account", async () => {
    expect(await items()).toBe("no table");
  });

  it("reads what is in the role table", async () => {
    const dynamodb = new DynamoDBClient({ region });
    await dynamodb.send(
      new CreateTableCommand({
        TableName: TARGET.roleTable,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "system", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "system", KeyType: "HASH" }],
      }),
    );
    dynamodb.destroy();
    for (const Item of [ITEMS.payments, ITEMS["payments#drill"]]) {
      await clients.documents.send(new PutCommand({ TableName: TARGET.roleTable, Item }));
    }

    expect(await items()).toMatchObject({
      record: { active_site: "primary", epoch: 1 },
      emergency: undefined,
      drill: { recovery_seconds: 230, succeeded: true },
    });
  });
});
