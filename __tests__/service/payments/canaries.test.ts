import { MOST_CANARIES } from "../../../src/service/shared/canaries";
import type { Service } from "../../../src/service/shared/service";
import { describeService } from "./stage";

const EARLY = "2026-11-21T15:00:00.000Z";
const LATE = "2026-11-21T15:00:10.000Z";

describeService("canaries", "111122228888", (stage) => {
  beforeEach(async () => {
    await stage.world.sql("DROP SCHEMA payments_application CASCADE");
    await stage.world.sql("CREATE SCHEMA AUTHORIZATION payments_application");
  });

  const put = ({ server }: Service, name: string, written: unknown = EARLY) =>
    server.inject({ method: "PUT", url: `/canaries/${name}`, payload: { written } });

  const storedAt = expect.stringMatching(/Z$/) as string;

  test("a canary is stored, and told by each site from its own copy", async () => {
    const active = await stage.makeActive();
    const stored = await put(active, "prober");
    expect(stored.statusCode).toBe(200);
    expect(stored.json()).toEqual({ name: "prober", written: EARLY, epoch: stage.epoch, storedAt });
    const standby = await stage.makeActive({ SITE: "dr", DATABASE_HOST: "writer.invalid" });
    for (const { server } of [active, standby]) {
      const read = await server.inject("/canaries/prober");
      expect(read.statusCode).toBe(200);
      expect(read.json()).toEqual(stored.json());
    }
  });

  test("a newer write replaces an older one, and never the other way round", async () => {
    const active = await stage.makeActive();
    await put(active, "prober", EARLY);
    const answers = [await put(active, "prober", LATE), await put(active, "prober", EARLY)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(answers.map((answer) => answer.json<{ written: string }>().written)).toEqual([LATE, LATE]);
    await stage.moveTo("primary", active);
    await put(active, "prober", LATE);
    const { epoch } = (await active.server.inject("/canaries/prober")).json<{ epoch: number }>();
    expect(epoch).toBe(stage.epoch - 1);
  });

  test("a standby takes none, whatever the request", async () => {
    const standby = await stage.makeActive({ SITE: "dr" });
    const answer = await put(standby, "NOT-A-NAME", "never");
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["retry-after"]).toBe("5");
    expect(answer.json()).toMatchObject({
      detail: "This site takes no writes now.",
      role: "standby",
      reasons: ["the active site is primary"],
    });
  });

  test("a site that has not heard of a new epoch stores none", async () => {
    const old = await stage.makeActive();
    await put(old, "prober", EARLY);
    await stage.world.setRole({ activeSite: "dr", epoch: ++stage.epoch });
    const dr = await stage.makeActive({ SITE: "dr" });
    await dr.server.inject("/ready");
    for (const name of ["prober", "another"]) {
      const answer = await put(old, name, LATE);
      expect(answer.statusCode).toBe(503);
      expect(answer.json<{ reasons: string[] }>().reasons).toEqual([
        `epoch ${stage.epoch - 1} is over: the database is at epoch ${stage.epoch}`,
      ]);
    }
    expect((await dr.server.inject("/canaries/prober")).json()).toMatchObject({ written: EARLY });
  });

  test("no more than 20 names are kept, even where many come at once", async () => {
    const active = await stage.makeActive();
    const names = Array.from({ length: MOST_CANARIES + 5 }, (_, index) => `canary-${index}`);
    const answers = await Promise.all(names.map((name) => put(active, name)));
    const refused = answers.filter(({ statusCode }) => statusCode === 409);
    expect(refused).toHaveLength(5);
    expect(refused[0]!.json()).toMatchObject({
      detail: "There are 20 other canaries; no more are kept.",
    });
    expect(await stage.world.sql("SELECT count(*)::int AS count FROM canaries")).toEqual([{ count: 20 }]);
    const kept = names[answers.findIndex(({ statusCode }) => statusCode === 200)]!;
    expect((await put(active, kept, LATE)).json()).toMatchObject({ written: LATE });
  });

  test("a wrong request is 400 with every problem", async () => {
    const answer = await put(await stage.makeActive(), "Prober", "yesterday");
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ problems: { field: string }[] }>().problems.map(({ field }) => field)).toEqual([
      "name",
      "written",
    ]);
  });

  test.each(["never-written", "NOT-A-NAME", "%00"])("there is none called %s", async (name) => {
    const { server } = await stage.makeActive();
    await server.inject("/ready");
    const answer = await server.inject(`/canaries/${name}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ status: 404, detail: "There is no such canary." });
  });
});
