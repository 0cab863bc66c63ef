import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  type PutRecordsCommandOutput,
} from "@aws-sdk/client-kinesis";
import { setTimeout as sleep } from "node:timers/promises";
import { EVENT_TYPES } from "../../../src/constructs/api/event-batch";
import { Gateway, type Answer, type Behind, type Request } from "../../support/api-gateway/gateway";
import { describeWithMinistack, startMinistack, useMinistack, type Ministack } from "../../support/ministack";
import { synthesizeStack } from "../../support/stack";
import { events } from "./events";
import { addApi, STREAM } from "./synthesize-api";

const configuration = synthesizeStack((stack) => void addApi(stack));
const KEY = { "x-api-key": "good" };
const taken: PutRecordsCommandOutput = { FailedRecordCount: 0, Records: [{ ShardId: "1" }], $metadata: {} };

/** The API with a Kinesis that takes everything, and a service that says what it was asked. */
function gateway(behind: Partial<Behind> = {}): Gateway {
  return new Gateway(configuration, {
    service: () => Promise.resolve({ status: 200, body: JSON.stringify(taken) }),
    proxied: (uri, key) => ({ status: 200, headers: {}, body: `${uri} by ${key ?? "nobody"}` }),
    isKey: (key) => key === "good",
    ...behind,
  });
}

const post = (body: unknown, given: Partial<Request> = {}): Request => ({
  method: "POST",
  path: "/events",
  headers: KEY,
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...given,
});
const ofProblem = ({ body }: Answer) => JSON.parse(body) as Record<string, unknown>;

describe("a request", () => {
  test.each([
    ["GET", "/health"],
    ["GET", "/ready"],
    ["GET", "/canaries/drill-1"],
    ["PUT", "/canaries/drill-1"],
  ])("%s %s needs no key and reaches the service", async (method, path) => {
    const { status, body } = await gateway().answer({ method, path });
    expect([status, body]).toEqual([200, `http://service.internal${path} by nobody`]);
  });

  test.each([
    ["GET", "/titles"],
    ["PUT", "/titles/the-long-night/media"],
    ["DELETE", "/events/1"],
  ])("%s %s needs a key, which the service never sees", async (method, path) => {
    expect((await gateway().answer({ method, path })).status).toBe(401);
    expect((await gateway().answer({ method, path, headers: { "x-api-key": "old" } })).status).toBe(403);
    const { status, body } = await gateway().answer({ method, path, headers: KEY });
    expect([status, body]).toEqual([200, `http://service.internal${path} by the caller's name`]);
  });

  test.each([
    ["GET", "/events"],
    ["DELETE", "/canaries/drill-1"],
    ["POST", "/health"],
    ["GET", "/"],
  ])("%s %s leads nowhere", async (method, path) => {
    const answer = await gateway().answer({ method, path, headers: KEY });
    expect(answer.status).toBe(404);
    expect(ofProblem(answer)).toMatchObject({ status: 404, title: "Not Found" });
  });

  test.each(["/health", "/ready", "/canaries", "/canaries/drill-1", "/events", "/titles/a/media"])(
    "a browser's question about %s is answered without a key",
    async (path) => {
      const answer = await gateway().answer({ method: "OPTIONS", path });
      expect(answer.status).toBe(204);
      expect(answer.headers).toMatchObject({
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Headers": expect.stringContaining("x-api-key") as string,
      });
    },
  );
});

describe("events", () => {
  test("are taken", async () => {
    const answer = await gateway().answer(post(events(1)));
    expect(answer).toMatchObject({ status: 202, headers: { "Access-Control-Allow-Origin": "*" } });
    expect(ofProblem(answer)).toEqual({ taken: 1 });
  });

  test.each([
    ["no JSON", "{"],
    ["no body", ""],
    ["an empty list", { events: [] }],
    ["101 events", events(101)],
    ["an unknown field", { ...events(1), more: true }],
  ])("%s is refused with the reason", async (_what, body) => {
    const answer = await gateway().answer(post(body));
    expect(answer).toMatchObject({ status: 400, headers: { "Access-Control-Allow-Origin": "*" } });
    expect(ofProblem(answer)).toMatchObject({ status: 400, detail: expect.stringMatching(/./) as string });
  });

  test.each(["text/plain", "application/xml", "application/octet-stream"])(
    "nothing of type %s goes past the validation",
    async (type) => {
      const service = jest.fn<ReturnType<Behind["service"]>, [string]>();
      const headers = { ...KEY, "content-type": type };
      const answer = await gateway({ service }).answer(post({ anything: true }, { headers }));
      expect(answer.status).toBe(415);
      expect(service).not.toHaveBeenCalled();
    },
  );

  test("a charset changes nothing", async () => {
    const headers = { ...KEY, "content-type": "application/json; charset=utf-8" };
    expect((await gateway().answer(post(events(1), { headers }))).status).toBe(202);
  });

  test.each([
    [400, { __type: "ProvisionedThroughputExceededException" }, 429],
    [400, { __type: "ResourceNotFoundException" }, 500],
    [403, { __type: "AccessDeniedException" }, 500],
    [500, { __type: "InternalFailure" }, 503],
    [503, {}, 503],
    [302, {}, 503],
    [200, { FailedRecordCount: 1, Records: [{ ErrorCode: "InternalFailure" }] }, 503],
  ])("what Kinesis answers with %d %j becomes %d", async (status, body, expected) => {
    const service = () => Promise.resolve({ status, body: JSON.stringify(body) });
    const answer = await gateway({ service }).answer(post(events(1)));
    expect(answer.status).toBe(expected);
    expect(ofProblem(answer)).toMatchObject({ status: expected });
    expect("Retry-After" in answer.headers).toBe(expected !== 500);
  });
});

describeWithMinistack("events in a local Kinesis", () => {
  let ministack: Ministack;
  let kinesis: KinesisClient;

  beforeAll(async () => {
    ministack = await startMinistack();
    useMinistack(ministack, "111122220001");
    kinesis = new KinesisClient({ endpoint: ministack.endpoint, region: "us-east-1" });
    await kinesis.send(new CreateStreamCommand({ StreamName: STREAM.name, ShardCount: 2 }));
    for (let tries = 0; tries < 50; tries++) {
      const { StreamDescriptionSummary: summary } = await kinesis.send(
        new DescribeStreamSummaryCommand({ StreamName: STREAM.name }),
      );
      if (summary?.StreamStatus === "ACTIVE") return;
      await sleep(100);
    }
    throw new Error("the stream never became active");
  });

  afterAll(async () => {
    kinesis.destroy();
    await ministack.stop();
  });

  /** What API Gateway does with the text: it signs it and sends it to the action's endpoint. */
  const service: Behind["service"] = async (body) => {
    const answer = await fetch(ministack.endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "Kinesis_20131202.PutRecords",
        authorization: "AWS4-HMAC-SHA256 Credential=111122220001/20261101/us-east-1/kinesis/aws4_request",
      },
      body,
    });
    return { status: answer.status, body: await answer.text() };
  };

  async function read(): Promise<unknown[]> {
    const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: STREAM.name }));
    const records = await Promise.all(
      Shards.map(async ({ ShardId }) => {
        const { ShardIterator } = await kinesis.send(
          new GetShardIteratorCommand({
            StreamName: STREAM.name,
            ShardId,
            ShardIteratorType: "TRIM_HORIZON",
          }),
        );
        return (await kinesis.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
      }),
    );
    return records.flat().map(({ Data }) => JSON.parse(Buffer.from(Data ?? []).toString("utf8")) as unknown);
  }

  test("what the templates make is taken by PutRecords, and comes out as it went in", async () => {
    const batch = events(100);
    batch.events.forEach((event, index) => (event.type = EVENT_TYPES[index % EVENT_TYPES.length]));
    const answer = await gateway({ service }).answer(post(batch));
    expect(answer.status).toBe(202);
    expect(ofProblem(answer)).toEqual({ taken: 100 });
    const found = await read();
    expect(found).toHaveLength(100);
    expect(new Set(found.map((event) => JSON.stringify(event)))).toEqual(
      new Set(batch.events.map((event) => JSON.stringify(event))),
    );
  });

  test("without the stream the caller hears of an error of ours", async () => {
    const other = (body: string) => service(body.replace(STREAM.name, "no-such-stream"));
    const answer = await gateway({ service: other }).answer(post(events(1)));
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("no-such-stream");
  });
});
