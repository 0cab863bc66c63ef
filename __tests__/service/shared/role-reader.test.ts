import { LambdaClient, type InvokeCommand } from "@aws-sdk/client-lambda";
import { DynamoDBDocumentClient, type GetCommand } from "@aws-sdk/lib-dynamodb";
import type { Site } from "../../../src/config/site";
import { RoleTableError } from "../../../src/role-record/read";
import { RoleRelayError } from "../../../src/role-record/relay";
import { roleReader } from "../../../src/service/shared/role-reader";

type Items = Readonly<Record<string, Readonly<Record<string, unknown>> | Error>>;

const record = { active_site: "dr", traffic_site: "dr", epoch: 5 };
const emergency = { active_site: "primary", traffic_site: "primary", epoch: 6, reason: "lost" };

afterEach(() => jest.restoreAllMocks());

/** Lets both regions answer, after some turns of the event loop, and writes down who was asked for what. */
function answerFrom(items: Items) {
  const events: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const send = async function (
    this: DynamoDBDocumentClient,
    { input }: GetCommand,
    options?: { readonly abortSignal?: AbortSignal },
  ) {
    const key = `${await this.config.region()} ${(input.Key as { system: string }).system}`;
    events.push(`ask ${key}`);
    signals.push(options?.abortSignal);
    await new Promise(setImmediate);
    events.push(`got ${key}`);
    expect(input).toMatchObject({ TableName: "role", ConsistentRead: true });
    const found = items[key];
    if (found instanceof Error) throw found;
    return { Item: found };
  };
  jest.spyOn(DynamoDBDocumentClient.prototype, "send").mockImplementation(send as never);
  return { events, signals };
}

function read(site: Site) {
  const [roleRegion, primaryRegion] = ["us-east-2", "us-east-1"];
  const region = site === "dr" ? roleRegion : primaryRegion;
  return roleReader({ site, system: "payments", table: "role", region, roleRegion })();
}

test("the primary site reads the record in the DR region and the emergency in its own, both at once", async () => {
  const { events, signals } = answerFrom({
    "us-east-2 payments": record,
    "us-east-1 payments": { ...record, epoch: 99 },
    "us-east-1 payments#emergency": emergency,
  });
  expect(await read("primary")).toEqual({
    record: { activeSite: "dr", epoch: 5 },
    emergency: { activeSite: "primary", epoch: 6 },
  });
  const kinds = events.map((event) => event.split(" ")[0]);
  expect(kinds).toEqual(["ask", "ask", "got", "got"]);
  // Each has its own time.
  expect(new Set(signals).size).toBe(2);
});

test("the DR site reads both in its own region, the emergency before the record that may replace it", async () => {
  const { events } = answerFrom({ "us-east-2 payments": record, "us-east-2 payments#emergency": emergency });
  expect(await read("dr")).toEqual({
    record: { activeSite: "dr", epoch: 5 },
    emergency: { activeSite: "primary", epoch: 6 },
  });
  expect(events).toEqual([
    "ask us-east-2 payments#emergency",
    "got us-east-2 payments#emergency",
    "ask us-east-2 payments",
    "got us-east-2 payments",
  ]);
});

test("usually there is no emergency", async () => {
  answerFrom({ "us-east-2 payments": record });
  expect(await read("primary")).toEqual({ record: { activeSite: "dr", epoch: 5 }, emergency: undefined });
});

test("a record that is missing, and regions that do not answer, stand in the reading as errors", async () => {
  answerFrom({ "us-east-1 payments#emergency": new Error("no answer") });
  expect(await read("primary")).toEqual({
    record: new RoleTableError("there is none"),
    emergency: new Error("no answer"),
  });
});

test.each([
  ["names the DR site", { ...emergency, active_site: "dr" }, /names dr, and only the primary site/],
  ["has no epoch", { ...emergency, epoch: undefined }, /makes no sense: epoch/],
])("an emergency that %s is refused", async (_what, item, message) => {
  answerFrom({ "us-east-1 payments#emergency": item, "us-east-2 payments": record });
  const found = (await read("primary")).emergency;
  expect(found).toBeInstanceOf(RoleTableError);
  expect((found as Error).message).toMatch(message);
});

test("each read is given up after 1.5 seconds", async () => {
  const timeout = jest.spyOn(AbortSignal, "timeout");
  answerFrom({});
  await read("primary");
  expect(timeout.mock.calls).toEqual([[1_500], [1_500]]);
});

describe("through a relay", () => {
  /** Lets the relay answer, and the own region. Writes down what the relay is asked. */
  function relayed(answer: Readonly<Record<string, unknown>>, items: Items = {}) {
    const table = answerFrom(items);
    const asked: unknown[] = [];
    const send = async function (this: LambdaClient, { input }: InvokeCommand, options?: object) {
      asked.push([await this.config.region(), input.FunctionName, input.Payload, options]);
      return answer;
    };
    jest.spyOn(LambdaClient.prototype, "send").mockImplementation(send as never);
    return { ...table, asked };
  }
  const saying = (item: unknown) => ({ Payload: { transformToString: () => JSON.stringify({ item }) } });
  const readRelayed = roleReader({
    site: "primary",
    system: "payments",
    table: "role",
    region: "us-east-1",
    roleRegion: "us-east-2",
    roleFunction: "payments-read-role-dev",
  });

  test("the record comes from the own region's function, the emergency from the own region's table", async () => {
    const { events, asked } = relayed(saying(record), { "us-east-1 payments#emergency": emergency });
    expect(await readRelayed()).toEqual({
      record: { activeSite: "dr", epoch: 5 },
      emergency: { activeSite: "primary", epoch: 6 },
    });
    expect(asked).toEqual([
      [
        "us-east-1",
        "payments-read-role-dev",
        JSON.stringify({ item: "record" }),
        { abortSignal: expect.any(AbortSignal) as AbortSignal },
      ],
    ]);
    expect(events).toEqual(["ask us-east-1 payments#emergency", "got us-east-1 payments#emergency"]);
  });

  test("a record that is missing, and a relay that fails, stand in the reading as errors", async () => {
    relayed(saying(null));
    expect(await readRelayed()).toEqual({
      record: new RoleTableError("there is none"),
      emergency: undefined,
    });
    relayed({ ...saying(record), FunctionError: "Unhandled" });
    expect((await readRelayed()).record).toBeInstanceOf(RoleRelayError);
  });

  test("is given up after the same 1.5 seconds", async () => {
    const timeout = jest.spyOn(AbortSignal, "timeout");
    relayed(saying(record));
    await readRelayed();
    expect(timeout.mock.calls).toEqual([[1_500], [1_500]]);
  });
});
