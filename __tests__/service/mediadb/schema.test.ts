import { TABLES } from "../../../src/service/mediadb/schema";
import { describeService } from "./support";

describeService("the schema of the media database", "222222230004", (stage) => {
  test("has the time of making and of the last change in every table", async () => {
    const { server } = await stage.makeActive();
    expect((await server.inject("/ready")).statusCode).toBe(200);
    const rows = await stage.world.sql<{ table: string; times: string }>(
      `SELECT tables.table_name AS table, (
         SELECT string_agg(column_name || ' ' || data_type || ' ' || is_nullable, ', ' ORDER BY column_name)
         FROM information_schema.columns
         WHERE columns.table_name = tables.table_name AND column_name IN ('created_at', 'updated_at')) AS times
       FROM information_schema.tables WHERE table_schema = 'mediadb_application' ORDER BY 1`,
    );
    expect(rows.map(({ table }) => table)).toEqual(TABLES);
    const wrong = rows.filter(
      ({ times }) =>
        !/^created_at timestamp with time zone NO, updated_at timestamp with time zone (NO|YES)$/.test(times),
    );
    expect(wrong).toEqual([]);
  });

  test("moves the time of the last change with a canary and with the epoch", async () => {
    const { server } = await stage.makeActive();
    const canary = (written: string) =>
      server.inject({ method: "PUT", url: "/canaries/prober", payload: { written } });
    await canary("2026-11-21T15:00:00.000Z");
    const times = () =>
      stage.world.sql<{ created_at: Date; updated_at: Date }>(
        "SELECT created_at, updated_at FROM canaries WHERE name = 'prober'",
      );
    const [before] = await times();
    expect((await canary("2026-11-21T15:00:01.000Z")).statusCode).toBe(200);
    const [after] = await times();
    expect(after!.created_at).toEqual(before!.created_at);
    expect(after!.updated_at.getTime()).toBeGreaterThan(before!.updated_at.getTime());
    const epoch = await stage.world.sql(
      "SELECT updated_at = raised_at::timestamptz(3) AS same FROM site_epoch",
    );
    expect(epoch).toEqual([{ same: true }]);
  });

  test("refuses a write of an epoch that is over, in every table of viewers", async () => {
    await stage.makeActive().then(({ server }) => server.inject("/ready"));
    const triggers = await stage.world.sql<{ table: string }>(
      `SELECT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname = 'one_epoch' ORDER BY 1`,
    );
    expect(triggers.map(({ table }) => table)).toEqual(["canaries", "titles", "viewers", "watch_history"]);
  });

  test("forgets no title that somebody has watched", async () => {
    const foreign = await stage.world.sql<{ action: string }>(
      `SELECT confdeltype AS action FROM pg_constraint
       WHERE conrelid = 'watch_history'::regclass AND confrelid = 'titles'::regclass`,
    );
    expect(foreign).toEqual([{ action: "a" }]);
  });
});
