import type { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { readItem, readRoleRecord, RoleTableError } from "../../src/role-record/read";

const RECORD = { active_site: "dr", traffic_site: "dr", epoch: 2 };
const EMERGENCY = { active_site: "primary", traffic_site: "primary", epoch: 12, reason: "us-east-2 is lost" };

/** A table that holds items by key, and what it is asked. */
function tableOf(items: Readonly<Record<string, object>>) {
  const send = jest.fn((get: GetCommand) => {
    const found = items[String(get.input.Key?.["system"])];
    return Promise.resolve({ Item: found && { ...get.input.Key, ...found } });
  });
  return { send, client: { send } as unknown as DynamoDBDocumentClient };
}

const read = (items: Readonly<Record<string, object>>) =>
  readRoleRecord(tableOf(items).client, "roles", "payments");

describe("who serves", () => {
  test("is what the record says", async () => {
    await expect(read({ payments: RECORD })).resolves.toEqual({ ...RECORD, isEmergency: false });
  });

  test("is what the emergency says, where its epoch is higher", async () => {
    const { reason: _reason, ...said } = EMERGENCY;
    await expect(read({ payments: RECORD, "payments#emergency": EMERGENCY })).resolves.toEqual({
      ...said,
      isEmergency: true,
    });
  });

  test.each([
    { what: "the record has overtaken it", epoch: 13 },
    { what: "the record says the same, on the way back", epoch: 12 },
  ])("is no emergency any more where $what", async ({ epoch }) => {
    const items = { payments: { ...RECORD, epoch }, "payments#emergency": EMERGENCY };
    await expect(read(items)).resolves.toEqual({ ...RECORD, epoch, isEmergency: false });
  });

  test("is what the emergency says where the record has not reached the region", async () => {
    await expect(read({ "payments#emergency": EMERGENCY })).resolves.toMatchObject({ isEmergency: true });
  });

  test("is read as it is now, and the emergency first: it is deleted after the record has been written", async () => {
    const { send, client } = tableOf({ payments: RECORD });
    await readRoleRecord(client, "roles", "payments");
    expect(send.mock.calls.map(([{ input }]) => input)).toEqual([
      { TableName: "roles", Key: { system: "payments#emergency" }, ConsistentRead: true },
      { TableName: "roles", Key: { system: "payments" }, ConsistentRead: true },
    ]);
  });

  test("is found by whoever asks while an emergency is handed back", async () => {
    const items: Record<string, object> = { payments: RECORD, "payments#emergency": EMERGENCY };
    const { send, client } = tableOf(items);
    const { reason: _reason, ...handedBack } = EMERGENCY;
    const answer = send.getMockImplementation();
    send.mockImplementationOnce((get) => {
      items["payments"] = handedBack;
      delete items["payments#emergency"];
      return answer?.(get) ?? Promise.reject(new Error("no answer"));
    });
    await expect(readRoleRecord(client, "roles", "payments")).resolves.toMatchObject({ epoch: 12 });
  });

  test.each<{ what: string; items: Readonly<Record<string, object>>; message: string | RegExp }>([
    { what: "there is no item", items: {}, message: "there is no role record of payments" },
    {
      what: "the record makes no sense",
      items: { payments: { ...RECORD, active_site: "moon", epoch: 0 } },
      message: /^the item record of payments makes no sense: active_site: .+; epoch: .+/,
    },
    {
      what: "the emergency makes no sense, whatever the record says",
      items: { payments: RECORD, "payments#emergency": { ...EMERGENCY, epoch: "12" } },
      message: "the item emergency of payments makes no sense: epoch: ",
    },
  ])("is not known where $what", async ({ items, message }) => {
    await expect(read(items)).rejects.toThrow(RoleTableError);
    await expect(read(items)).rejects.toThrow(message);
  });
});

describe("one item", () => {
  test("is undefined where there is none", async () => {
    await expect(readItem(tableOf({}).client, "roles", "payments", "drill")).resolves.toBeUndefined();
  });

  test("is given up when the caller says so", async () => {
    const { send, client } = tableOf({});
    const { signal: abortSignal } = new AbortController();
    await readItem(client, "roles", "payments", "canary", { abortSignal });
    expect(send).toHaveBeenCalledWith(expect.anything(), { abortSignal });
  });
});

test("an error of DynamoDB stays what it is", async () => {
  const gone = new Error("Requested resource not found");
  const client = { send: () => Promise.reject(gone) } as unknown as DynamoDBDocumentClient;
  await expect(readRoleRecord(client, "roles", "payments")).rejects.toBe(gone);
});
