import { describeWithPostgres, startPostgres, type Postgres } from "../../support/postgres";
import { Deadline } from "../../../src/functions/validate-restore/deadline";
import { connect } from "../../../src/functions/validate-restore/database";
import { AFTER, BEFORE, PLAYS, RestoreBench, SERVICE } from "./bench";

describeWithPostgres("the validation of a restored database", () => {
  let postgres: Postgres;
  let bench: RestoreBench;

  beforeAll(async () => {
    postgres = await startPostgres();
    bench = await RestoreBench.on(postgres);
  });
  beforeEach(() => bench.begin());
  afterAll(() => postgres.stop());

  test("finds a restored one intact", async () => {
    const report = await bench.validate({ expectedTables: ["media_service.titles"] });
    expect(report.problems).toEqual([]);
    expect(report.status).toBe("SUCCESSFUL");
    expect(report.message).toMatch(
      /^\d+ objects of the schema are there; 6320 rows of 4 tables are the same; 5 tables could only be counted$/,
    );
    expect(report.schema).toMatchObject({ missing: [], different: [], newer: [], goneSince: [] });
    expect(report.tables).toContainEqual({
      table: "media_service.plays",
      rows: { rows: PLAYS, old: PLAYS, lost: 0, changed: 0, isWhole: true },
    });
    expect(report.tables).toContainEqual({
      table: "media_service.regions",
      count: { live: 50, restored: 50, isShort: false },
    });
  });

  describe("finds nothing wrong with what came after the backup:", () => {
    test.each([
      [
        "rows that were changed",
        `UPDATE plays SET seconds = 0, updated_at = '${AFTER}' WHERE seconds > 5500`,
      ],
      ["rows that were deleted", "DELETE FROM plays WHERE seconds <= 5200"],
      ["all rows deleted", `DELETE FROM plays; DELETE FROM "Play Lists"`],
      [
        "rows that were added",
        `INSERT INTO plays SELECT md5('new' || n)::uuid, n, '${AFTER}' FROM generate_series(1, 900) n;
        INSERT INTO "Play Lists" VALUES ('zoe@example.org', 1, 'wild', '${AFTER}', '${AFTER}')`,
      ],
      ["a few more rows of a table without times", "INSERT INTO regions VALUES ('one more')"],
      ["a table that was dropped", "DROP TABLE notes"],
      [
        "a transaction that was open meanwhile",
        "INSERT INTO plays VALUES (md5('open')::uuid, 1, '2026-11-15T01:50:00Z')",
      ],
      [
        "a migration",
        `ALTER TABLE plays ADD COLUMN device text DEFAULT 'web'; ALTER TABLE uploads ALTER parts TYPE bigint;
        CREATE TABLE devices (id text PRIMARY KEY); CREATE INDEX ON notes (text);
        UPDATE schema_version SET version = 2`,
      ],
    ])("%s", async (_, statements) => {
      await bench.change("live", statements);
      expect(await bench.validate()).toMatchObject({ status: "SUCCESSFUL", problems: [] });
    });

    test("and names what a migration explains", async () => {
      await bench.change("live", "CREATE TABLE devices (); UPDATE schema_version SET version = 2");
      const { message } = await bench.validate();
      expect(message).toContain("newer than the backup by a migration: table media_service.devices");
    });
  });

  describe("fails for", () => {
    test.each([
      ["a lost table", "DROP TABLE notes", ["missing: table media_service.notes"]],
      [
        "the lost table of migrations",
        "DROP TABLE schema_version; DROP TABLE notes",
        ["missing: table media_service.notes, table media_service.schema_version"],
      ],
      [
        "lost rows",
        "DELETE FROM plays WHERE seconds IN (17, 5017)",
        ["media_service.plays: 2 of 6000 rows that are older than the backup are missing"],
      ],
      [
        "lost rows at the end of a key of two columns",
        `DELETE FROM "Play Lists" WHERE "Owner" = 'person99@example.org'`,
        [`media_service."Play Lists": 1 of 300 rows that are older than the backup are missing`],
      ],
      [
        "a changed row",
        "UPDATE plays SET seconds = seconds + 0.001 WHERE seconds = 4711",
        ["media_service.plays: 1 of 6000 rows that are older than the backup differ"],
      ],
      [
        "a truncated table",
        "TRUNCATE plays",
        ["media_service.plays: 6000 of 6000 rows that are older than the backup are missing"],
      ],
      ["a truncated table without times", "TRUNCATE regions", ["media_service.regions: 0 rows of 50"]],
      [
        "too many lost rows of a table without a key",
        "DELETE FROM notes WHERE ctid IN (SELECT ctid FROM notes LIMIT 11)",
        ["media_service.notes: 39 rows of 50"],
      ],
      ["a lost index", "DROP INDEX plays_by_length", ["missing: index media_service.plays.plays_by_length"]],
      [
        "a lost constraint",
        "ALTER TABLE uploads DROP CONSTRAINT uploads_parts_check",
        ["missing: constraint media_service.uploads.uploads_parts_check"],
      ],
      [
        "a lost trigger, view and function",
        "DROP TRIGGER one_epoch ON titles; DROP VIEW long_plays; DROP FUNCTION refuse_lower_epoch CASCADE",
        [
          "missing: function media_service.refuse_lower_epoch(), trigger media_service.site_epoch.only_grows, " +
            "trigger media_service.titles.one_epoch, view media_service.long_plays",
        ],
      ],
      [
        "a column of another type",
        "ALTER TABLE notes ALTER text TYPE varchar(99)",
        ["not as in the live database: column media_service.notes.text"],
      ],
    ])("%s", async (_, statements, problems) => {
      await bench.change("restored", statements);
      expect(await bench.validate()).toMatchObject({
        status: "FAILED",
        problems,
        message: problems.join("; "),
      });
    });

    test("an empty database", async () => {
      await bench.empty("restored");
      const { status, problems } = await bench.validate();
      expect(status).toBe("FAILED");
      expect(problems).toEqual([
        "there is no table that both databases have and that can be read in both",
        expect.stringMatching(/^missing: .*table media_service\.plays/) as string,
      ]);
    });

    test("databases that are both empty: nothing is proven", async () => {
      await bench.empty("restored");
      await bench.empty("live");
      expect((await bench.validate()).problems).toEqual([
        "there is no table that both databases have and that can be read in both",
      ]);
    });

    test("a table that the system expects, and neither has", async () => {
      const { problems } = await bench.validate({
        expectedTables: ["media_service.titles", "media_service.gone"],
      });
      expect(problems).toEqual(["the expected table media_service.gone is missing"]);
    });

    test("a table that was made since by hand: no migration explains that the backup has none", async () => {
      await bench.change("live", "CREATE TABLE devices ()");
      expect((await bench.validate()).problems).toEqual(["missing: table media_service.devices"]);
    });
  });

  test("tells rows that a lost update leaves, in a row that was changed shortly before the backup", async () => {
    await bench.change("live", `UPDATE titles SET name = 'New', updated_at = '${BEFORE}' WHERE id = 't3'`);
    expect((await bench.validate()).problems).toEqual([
      "media_service.titles: 1 of 20 rows that are older than the backup differ",
    ]);
  });

  test("stops where its time is over, and says what it has not seen", async () => {
    const report = await bench.validate({ deadline: new Deadline(Date.now()) });
    expect(report.status).toBe("SUCCESSFUL");
    expect(report.message).toContain("time was too short for all rows of media_service.plays");
    expect(report.tables).toContainEqual({
      table: "media_service.plays",
      rows: expect.objectContaining({ rows: 5000, isWhole: false }) as object,
    });
  });

  test("names the tables that it may not read, and says nothing of their rows", async () => {
    await bench.change("live", "REVOKE ALL ON notes FROM media_service");
    const report = await bench.validate();
    expect(report).toMatchObject({ status: "SUCCESSFUL", unreadable: ["media_service.notes"] });
    expect(report.message).toContain("not readable, so not compared: media_service.notes");
  });

  test("fails for a table that it may read in the live database alone", async () => {
    await bench.change("restored", "REVOKE ALL ON notes FROM media_service");
    const { problems } = await bench.validate();
    expect(problems).toEqual(["not readable in the restored database: media_service.notes"]);
  });

  test("fails where there is nothing that it may read", async () => {
    await bench.change("live", "REVOKE ALL ON ALL TABLES IN SCHEMA media_service FROM media_service");
    const { problems } = await bench.validate();
    expect(problems).toEqual(["there is no table that both databases have and that can be read in both"]);
  });

  test("puts nobody's data into its report", async () => {
    await bench.change(
      "restored",
      `DELETE FROM "Play Lists" WHERE position > 200; UPDATE titles SET name = 'Lost'`,
    );
    const text = JSON.stringify(await bench.validate());
    expect(text).not.toMatch(/example\.org|Lost|Title"/);
  });

  test("writes into neither", async () => {
    const client = await connect(bench.place("live"), [{ label: "AWSCURRENT", ...SERVICE }]);
    await expect(client.query("DELETE FROM media_service.notes")).rejects.toThrow("read-only transaction");
    await client.end();
  });
});
