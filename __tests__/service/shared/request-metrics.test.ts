import { fastify, type FastifyInstance } from "fastify";
import { requestMetrics } from "../../../src/constructs/observability/metrics/requests";
import { addRequestMetrics } from "../../../src/service/shared/request-metrics";

const WHERE = { system: "mediadb", suffix: "dev", site: "primary" } as const;

describe("the metrics of requests", () => {
  const written: string[] = [];
  let server: FastifyInstance;

  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "performance", "hrtime"],
    });
    written.length = 0;
    jest.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
    server = fastify();
    addRequestMetrics(server, WHERE);
    server.get("/health", () => ({}));
    server.get("/viewers/:id", () => ({}));
    server.get("/broken", (_request, reply) => reply.code(503).send({}));
  });

  afterEach(async () => {
    await server.close();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  /** The lines so far; they are taken away. */
  const lines = () => written.splice(0).map((text) => JSON.parse(text) as Record<string, unknown>);
  const sum = (value: unknown) => [value].flat().reduce<number>((total, each) => total + Number(each), 0);

  test("are written once a minute, by route", async () => {
    for (const url of ["/viewers/ada", "/viewers/grace", "/broken", "/nowhere", "/health"]) {
      await server.inject(url);
    }
    expect(lines()).toEqual([]);
    jest.advanceTimersByTime(60_000);
    const found = lines().map(({ Route, Requests, Errors }) => [Route, sum(Requests), sum(Errors)]);
    expect(found).toEqual([
      ["GET /viewers/:id", 2, 0],
      ["GET /broken", 1, 1],
      ["unknown", 1, 0],
    ]);
    jest.advanceTimersByTime(60_000);
    expect(lines()).toEqual([]);
  });

  test("are those that alarms and dashboards ask for", async () => {
    await server.inject("/viewers/ada");
    jest.advanceTimersByTime(60_000);
    const [line] = lines();
    const { requests, errors, latency } = requestMetrics(WHERE, "GET /viewers/:id");
    const [directive] = (line!["_aws"] as { CloudWatchMetrics: Record<string, unknown>[] }).CloudWatchMetrics;
    for (const { namespace, name, dimensions } of [requests, errors, latency("p99")]) {
      expect(directive).toMatchObject({ Namespace: namespace, Dimensions: [Object.keys(dimensions)] });
      expect(directive!["Metrics"]).toContainEqual(expect.objectContaining({ Name: name }));
      expect(line).toMatchObject({ [name]: expect.any(Number) as number, ...dimensions });
    }
  });

  test("hold no id, whoever is asked for", async () => {
    await server.inject("/viewers/ada?email=ada@example.com");
    await server.inject("/nobody/ada");
    jest.advanceTimersByTime(60_000);
    expect(written.length).toBe(2);
    expect(written.join("")).not.toContain("ada");
  });

  test("lose nothing where there is more in a minute than a line may hold", async () => {
    for (let count = 0; count < 250; count++) await server.inject("/viewers/ada");
    jest.advanceTimersByTime(60_000);
    const found = lines();
    expect(found.length).toBeGreaterThan(2);
    expect(sum(found.flatMap(({ Requests }) => Requests))).toBe(250);
    expect(found.every(({ Latency }) => [Latency].flat().length <= 100)).toBe(true);
  });

  test("are written when the service ends", async () => {
    await server.inject("/viewers/ada");
    await server.close();
    expect(lines()).toEqual([expect.objectContaining({ Route: "GET /viewers/:id" })]);
  });
});
