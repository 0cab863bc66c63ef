import type { Context } from "aws-lambda";
import { describeService, newViewerId } from "../../service/mediadb/support";
import { RetentionBench, variablesOf } from "./support";

type Handler = (event: unknown, context: Context) => Promise<unknown>;

describeService("the function that deletes expired data", "222222230003", (stage) => {
  let environment: NodeJS.ProcessEnv;
  const written: string[] = [];

  beforeEach(() => {
    environment = { ...process.env };
    written.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    }
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.env = environment;
  });

  const call = async (changes: Record<string, string> = {}, millisecondsLeft = 300_000) => {
    delete process.env["POWERTOOLS_METRICS_DISABLED"];
    Object.assign(process.env, variablesOf(stage.world), changes);
    let handler: Handler | undefined;
    jest.isolateModules(() => {
      ({ handler } = jest.requireActual<{ handler: Handler }>(
        "../../../src/functions/delete-expired/handler",
      ));
    });
    return handler!({}, {
      awsRequestId: "request",
      getRemainingTimeInMillis: () => millisecondsLeft,
    } as Context);
  };

  /** The metrics among what was written. */
  const metrics = () =>
    written
      .flatMap((text) => text.trim().split("\n"))
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => "_aws" in line);

  test("counts what it has deleted, in the metrics of its environment", async () => {
    const bench = await RetentionBench.on(stage);
    await bench.give({ history: [40, 41] });
    await bench.give({ seenDaysAgo: 1000 });
    await stage.world.erasures.add(await bench.give({}), new Date(), 450);
    await call();
    expect(metrics()).toEqual([
      expect.objectContaining({
        service: "delete-expired",
        System: "mediadb",
        Environment: "dev",
        Runs: 1,
        HistoryDeleted: 2,
        ViewersDeleted: 1,
        ErasuresRepeated: 1,
      }),
    ]);
    expect(metrics()[0]).not.toHaveProperty("UnfinishedRuns");
    expect(JSON.stringify(metrics()[0]!["_aws"])).toContain(
      '"Namespace":"Standby/Retention","Dimensions":[["service","System","Environment"]]',
    );
  });

  test("counts a run of a standby site, too: it has looked", async () => {
    await call({ SITE: "dr" });
    expect(metrics()).toEqual([expect.objectContaining({ Runs: 1 })]);
    expect(metrics()[0]).not.toHaveProperty("HistoryDeleted");
  });

  test("stops in time, and says that something is left", async () => {
    const bench = await RetentionBench.on(stage);
    await bench.give({ history: [40] });
    await call({}, 20_000);
    expect(metrics()).toEqual([expect.objectContaining({ Runs: 1, HistoryDeleted: 0, UnfinishedRuns: 1 })]);
  });

  test("fails for all to see, and counts no run", async () => {
    await expect(call({ ROLE_TABLE: "none" })).rejects.toThrow("can't read which site serves");
    expect(metrics()).toEqual([]);
    expect(written.join("")).toContain('"level":"ERROR"');
  });

  test("names every variable that is missing or wrong", async () => {
    const wrong = { HISTORY_DAYS: "0", DATABASE_CA_FILE: "/nowhere", ERASURE_TABLE: "" };
    await expect(call(wrong)).rejects.toThrow(
      /environment variables: .*DATABASE_CA_FILE: can't be read: ENOENT.*ERASURE_TABLE.*HISTORY_DAYS/,
    );
  });

  test("writes nothing personal and no secret into its log", async () => {
    const bench = await RetentionBench.on(stage);
    const id = await bench.give({ seenDaysAgo: 1000, history: [40] });
    const erased = newViewerId();
    await stage.world.erasures.add(await bench.give({}, erased), new Date(), 450);
    await call();
    await call({ DATABASE_PORT: "1" }).catch(() => {});
    expect(written.length).toBeGreaterThan(1);
    for (const secret of [id, erased, "Lovelace", "example.com", '"first"']) {
      expect(written.join("")).not.toContain(secret);
    }
  });
});
