import { MODEL_MIX, type Mix } from "../../src/load/mix";
import { errorsOf, reportText } from "../../src/load/report";
import { run, type Run } from "../../src/load/run";
import type { StageResult } from "../../src/load/run-stage";
import { EVENT_BATCH_SCHEMA } from "../../src/constructs/api/event-batch";
import AjvDraft04 from "ajv-draft-04";
import { FakeService, type Got } from "./support";

const started: FakeService[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((service) => service.stop()));
});

/** A run of two seconds against a fake service. */
async function runAgainst(service: FakeService, change: Partial<Run> = {}) {
  started.push(service);
  const url = await service.start();
  const told: string[] = [];
  const results = await run({
    asked: { url, key: "a-key" },
    rate: 60,
    minutes: 2 / 60,
    rampMinutes: 0,
    mix: MODEL_MIX,
    viewers: 3,
    errorShare: 0.05,
    signal: new AbortController().signal,
    tell: (text) => told.push(text),
    ...change,
  });
  return { results, told };
}

const kindOf = ({ method, path }: Got) =>
  `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ":id").replace(/load-test-\d+/, ":title")}`;

describe("a run", () => {
  it("makes viewers, sends every kind with the key, and erases the viewers", async () => {
    const service = new FakeService();
    const { results, told } = await runAgainst(service);

    const kinds = service.got.map(kindOf);
    expect([...new Set(kinds)].sort()).toEqual([
      "DELETE /v1/viewers/:id",
      "GET /v1/health",
      "GET /v1/sessions/current",
      "GET /v1/titles/:title",
      "GET /v1/viewers/:id",
      "GET /v1/viewers/:id/history?limit=20",
      "POST /v1/events",
      "POST /v1/sessions",
      "POST /v1/viewers/:id/history",
      "PUT /v1/titles/:title",
      "PUT /v1/viewers/:id",
    ]);
    expect(kinds.filter((kind) => kind === "DELETE /v1/viewers/:id")).toHaveLength(3);
    expect(new Set(service.got.map(({ key }) => key))).toEqual(new Set(["a-key"]));
    const sessions = service.got.filter(({ path }) => path.endsWith("/sessions/current"));
    expect(new Set(sessions.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer a-token"]));
    expect(told).toEqual(["making 3 viewers", "level: 60 requests a second for 2 s", "erasing 3 viewers"]);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ unanswered: 0, stopped: false, failures: {} });
    expect(results[0]?.answers).toBeGreaterThan(60);
  });

  it("sends events that the API takes", async () => {
    const service = new FakeService();
    await runAgainst(service, { mix: { events: 1 }, minutes: 1 / 60 });
    const isValid = new AjvDraft04().compile(EVENT_BATCH_SCHEMA);

    const batches = service.got.filter(({ path }) => path.endsWith("/events"));
    expect(batches.length).toBeGreaterThan(10);
    expect(batches.filter(({ body }) => !isValid(JSON.parse(body)))).toEqual([]);
  });

  it("ends by itself when errors pass the bound, says which requests failed, and erases the viewers all the same", async () => {
    const service = new FakeService(({ path }) => (path.endsWith("/history") ? 503 : undefined));
    const { results } = await runAgainst(service, {
      mix: { writeHistory: 1, health: 1 },
      minutes: 1,
      rampMinutes: 3,
      rate: 120,
    });

    expect(results).toHaveLength(1);
    const [first] = results;
    expect(first).toMatchObject({ stage: { name: "ramp 25 %" }, stopped: true });
    expect(first?.failures.writeHistory).toBe(first?.statuses["503"]);
    expect(first?.failures.health).toBeUndefined();
    expect(service.got.map(kindOf).filter((kind) => kind.startsWith("DELETE"))).toHaveLength(3);
  });

  it("sends nothing when viewers can't be made", async () => {
    const service = new FakeService(({ method }) => (method === "PUT" ? 403 : undefined));

    await expect(runAgainst(service)).rejects.toThrow("PUT /titles/load-test-1 answered 403: {}");
    expect(service.got.filter(({ method }) => method !== "PUT")).toEqual([]);
  });

  it("says how many viewers are left", async () => {
    const service = new FakeService(({ method }) => (method === "DELETE" ? 503 : undefined));
    const { told } = await runAgainst(service, { minutes: 1 / 60 });

    expect(told.at(-1)).toBe('3 viewers could not be erased: their name is "Load test"');
  });

  it("ends with the stage in which it is interrupted", async () => {
    const interrupted = new AbortController();
    const service = new FakeService((got) => {
      if (got.path.endsWith("/health")) interrupted.abort();
      return undefined;
    });
    const { results } = await runAgainst(service, {
      mix: { health: 1 },
      rampMinutes: 3,
      minutes: 1,
      signal: interrupted.signal,
    });

    expect(results.map(({ stage }) => stage.name)).toEqual(["ramp 25 %"]);
  });
});

describe("the report", () => {
  const result = (change: Partial<StageResult> = {}): StageResult => ({
    stage: { name: "level", rate: 100, seconds: 60 },
    rate: 100,
    p50: 12,
    p99: 80,
    answers: 6_000,
    statuses: { "200": 5_900, "429": 90 },
    unanswered: 10,
    failures: { events: 90 },
    stopped: false,
    ...change,
  });
  const mix: Mix = { readTitle: 4, events: 1 };

  it("shows rates, latencies, errors by status and kind", () => {
    const text = reportText([result()], mix);

    expect(text).toMatch(/level +│ 100 +│ 100\.0 +│ 12 +│ 80 +│ 6000 +│ 100 +│ 200: 5900, 429: 90, none: 10/);
    expect(text).toContain("Failed in level: events 90");
    expect(errorsOf(result())).toBe(100);
  });

  it("says how many users of the model that was, and what share of the target", () => {
    const text = reportText([result({ rate: 100 }), result({ rate: 900, stopped: true })], mix);

    expect(text).toContain(
      "80.0 requests to the service a second are those of 2,400 users: 0.024 % of ten million",
    );
    expect(text).toContain(
      "20.0 batches of events a second are those of 2,400 users: 0.024 % of ten million",
    );
    expect(text).toContain("level, stopped by errors");
  });

  it("shows nothing where every stage was stopped", () => {
    expect(reportText([result({ stopped: true })], mix)).toContain(
      "Nothing is shown: every stage was stopped by errors.",
    );
  });
});
