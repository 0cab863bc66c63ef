import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { CommonConfiguration } from "../../../../src/service/shared/configuration";
import type { Tracing } from "../../../../src/service/shared/tracing/tracing";
import { loadTraced, type Traced } from "./bundled";
import { startReceiver, startSilence, type Receiver } from "./receiver";

const ROOT = "5759e988bd862e3fe1be46a994272793";
const HEADER = {
  "x-amzn-trace-id": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
};
const NOT_SAMPLED = { "x-amzn-trace-id": HEADER["x-amzn-trace-id"].replace("Sampled=1", "Sampled=0") };

let traced: Traced;
beforeAll(async () => {
  traced = await loadTraced();
});

function configured(endpoint: string | undefined, tracedPercent = 100): CommonConfiguration {
  return {
    SYSTEM: "mediadb",
    SITE: "dr",
    PLAIN_HTTP: "true",
    LOG_LEVEL: "error",
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    TRACED_PERCENT: tracedPercent,
  } as CommonConfiguration;
}

async function serve(configuration: CommonConfiguration): Promise<FastifyInstance> {
  const server = await traced.createServer(configuration, { logStream: { write: () => {} } });
  server.get("/health", () => ({ status: "ok" }));
  const { inSpan } = traced;
  server.get("/titles/:id", () =>
    inSpan("database reader", { "db.system.name": "postgresql" }, async () => "title"),
  );
  server.post("/titles", () => inSpan("database writer", {}, async () => "stored"));
  server.get("/broken", async () => {
    await inSpan("database reader", {}, async () => {
      throw new TypeError("viewer ana@example.com");
    });
  });
  return server;
}

describe("a service with a collector", () => {
  let receiver: Receiver;
  let tracing: Tracing;
  let server: FastifyInstance;

  async function begin(tracedPercent?: number): Promise<void> {
    receiver = await startReceiver();
    const configuration = configured(receiver.endpoint, tracedPercent);
    tracing = traced.startTracing(configuration);
    server = await serve(configuration);
  }

  /** The spans that were sent until the process ended. */
  async function end() {
    await server.close();
    await tracing.stop();
    return receiver.spans;
  }

  afterEach(() => receiver.stop());

  test("sends a span of the request and one of what it waits for, in the caller's trace", async () => {
    await begin(0);
    await server.inject({ url: "/titles/ana-8?q=secret", headers: HEADER });
    const [database, request, ...others] = await end();
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      name: "GET /titles/:id",
      traceId: ROOT,
      parentSpanId: "53995c3f42cd8ad8",
      status: 0,
      attributes: {
        "http.request.method": "GET",
        "http.route": "/titles/:id",
        "http.response.status_code": 200,
      },
      resource: { "service.name": "mediadb-service", "standby.site": "dr" },
    });
    expect(database).toMatchObject({
      name: "database reader",
      traceId: ROOT,
      parentSpanId: request?.spanId,
      attributes: { "db.system.name": "postgresql" },
    });
  });

  test("keeps the trace over a body that is read first, on a real connection", async () => {
    await begin();
    const address = await server.listen({ port: 0, host: "127.0.0.1" });
    await fetch(`${address}/titles`, {
      method: "POST",
      headers: { ...HEADER, "content-type": "application/json" },
      body: JSON.stringify({ title: "x".repeat(8_000) }),
    });
    const [database, request] = await end();
    expect(request).toMatchObject({ name: "POST /titles", traceId: ROOT });
    expect(database).toMatchObject({ name: "database writer", parentSpanId: request?.spanId });
  });

  test("marks what failed, without the words of the error", async () => {
    await begin();
    await server.inject({ url: "/broken" });
    const spans = await end();
    expect(spans.map(({ name, status }) => [name, status])).toEqual([
      ["database reader", 2],
      ["GET /broken", 2],
    ]);
    expect(spans[1]?.attributes).toMatchObject({
      "http.response.status_code": 500,
      "error.type": "TypeError",
    });
    expect(JSON.stringify(spans)).not.toContain("ana@example.com");
  });

  test("tells nothing of a path that it does not know", async () => {
    await begin();
    await server.inject({ url: "/viewers/ana" });
    const spans = await end();
    expect(spans.map(({ name }) => name)).toEqual(["GET"]);
    expect(JSON.stringify(spans)).not.toContain("ana");
  });

  test("follows the caller's decision, and else the share that it is told", async () => {
    await begin(100);
    await server.inject({ url: "/titles/1", headers: NOT_SAMPLED });
    expect(await end()).toEqual([]);
    await receiver.stop();

    await begin(0);
    await server.inject({ url: "/titles/1" });
    expect(await end()).toEqual([]);
  });

  test("makes no trace of health checks, nor of work that belongs to no request", async () => {
    await begin();
    await server.inject({ url: "/health", headers: HEADER });
    await traced.inSpan("database reader", {}, async () => "polled");
    expect(await end()).toEqual([]);
  });
});

describe("a collector that is not there", () => {
  async function answersWith(endpoint: string): Promise<number> {
    const configuration = configured(endpoint);
    const tracing = traced.startTracing(configuration);
    const server = await serve(configuration);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => server.inject({ url: "/titles/1", headers: HEADER })),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    await server.close();
    const before = performance.now();
    await tracing.stop();
    return performance.now() - before;
  }

  test("costs no answer, and the end waits for it no longer than two seconds: nobody listens", async () => {
    const gone = createTcpServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, "close");
    expect(await answersWith(`http://127.0.0.1:${port}`)).toBeLessThan(3_000);
  });

  test("costs no answer, and the end waits for it no longer than two seconds: it never answers", async () => {
    const silence = await startSilence();
    expect(await answersWith(silence.endpoint)).toBeLessThan(3_000);
    await silence.stop();
  });
});

test("a service without a collector answers the same, and loads nothing that sends", async () => {
  const loaded = jest.fn();
  jest.doMock("../../../../src/service/shared/tracing/export-spans", loaded);
  const { startTracing } = jest.requireActual<Pick<Traced, "startTracing">>(
    "../../../../src/service/shared/tracing/tracing",
  );
  const configuration = configured(undefined);
  const tracing = startTracing(configuration);
  const server = await serve(configuration);
  expect((await server.inject({ url: "/titles/1", headers: HEADER })).body).toBe("title");
  await server.close();
  await tracing.stop();
  expect(loaded).not.toHaveBeenCalled();
});
