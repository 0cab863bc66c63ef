import type { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { readRoleRecord } from "../../../src/functions/publish-traffic/role-record";

const RECORD = { active_site: "dr", traffic_site: "primary", epoch: 2 };

function clientThatAnswers(item: unknown) {
  const send = jest.fn<Promise<unknown>, [GetCommand]>().mockResolvedValue({ Item: item });
  return { send, client: { send } as unknown as DynamoDBDocumentClient };
}

test("asks for the record as it is now, not for a copy that may be old", async () => {
  const { send, client } = clientThatAnswers({ system: "payments", ...RECORD });
  await expect(readRoleRecord(client, "roles", "payments")).resolves.toEqual(RECORD);
  expect(send.mock.calls.map(([command]) => command.input)).toEqual([
    { TableName: "roles", Key: { system: "payments" }, ConsistentRead: true },
  ]);
});

test.each([
  { what: "no record", item: undefined, message: "table roles holds no role record of payments" },
  { what: "no traffic site", item: { ...RECORD, traffic_site: undefined }, message: "traffic_site" },
  { what: "an epoch of zero", item: { ...RECORD, epoch: 0 }, message: "epoch" },
])("refuses $what", async ({ item, message }) => {
  await expect(readRoleRecord(clientThatAnswers(item).client, "roles", "payments")).rejects.toThrow(message);
});
