import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { FencedBatches } from "../../../src/functions/delete-expired/fenced-batches";
import { run } from "../../../src/functions/delete-expired/run";
import { readSettings } from "../../../src/functions/delete-expired/settings";
import { asFirst } from "../../../src/functions/rotate-secret/database";
import { describeService } from "../../service/mediadb/support";
import { RetentionBench, variablesOf } from "./support";

const LOGIN = { username: "app", password: "first", label: "the service" };

const NOTHING = { erasuresRepeated: 0, viewersDeleted: 0, historyDeleted: 0, isFinished: true };

describeService("the deletion of expired data", "222222230002", (stage) => {
  const start = (changes: Record<string, string> = {}, hasTime: () => boolean = () => true) => {
    const region = "eu-central-1";
    return run({
      settings: readSettings({ ...variablesOf(stage.world), ...changes }),
      secrets: new SecretsManagerClient({ region }),
      dynamoDb: new DynamoDBClient({ region }),
      hasTime,
    });
  };

  test("forgets what was watched longer ago than it may be known, once", async () => {
    const bench = await RetentionBench.on(stage);
    const [ada, grace] = [
      await bench.give({ history: [0, 29.9, 30.1, 400] }),
      await bench.give({ history: [31] }),
    ];
    expect(await start()).toEqual({ did: "delete", ...NOTHING, historyDeleted: 3 });
    expect(await bench.left()).toEqual({ [ada]: [0, 30], [grace]: [] });
    expect(await start()).toEqual({ did: "delete", ...NOTHING });
  });

  test("deletes who was not seen for longer than may be, with all that belongs to them, once", async () => {
    const bench = await RetentionBench.on(stage);
    const seen = await bench.give({ seenDaysAgo: 90 });
    await bench.give({ seenDaysAgo: 91 });
    await bench.give({ seenDaysAgo: 1000, history: [1, 2] });
    expect(await start()).toEqual({ did: "delete", ...NOTHING, viewersDeleted: 2 });
    expect(await bench.left()).toEqual({ [seen]: [] });
    expect(await stage.world.sql("SELECT FROM watch_history")).toEqual([]);
    expect(await start()).toEqual({ did: "delete", ...NOTHING });
  });

  test("leaves alone who is restricted", async () => {
    const bench = await RetentionBench.on(stage);
    const id = await bench.give({ restricted: true, seenDaysAgo: 1000, history: [1000] });
    expect(await start()).toEqual({ did: "delete", ...NOTHING });
    expect(await bench.left()).toEqual({ [id]: [1000] });
  });

  test("erases again who was erased, in a database that was restored from an older backup", async () => {
    const bench = await RetentionBench.on(stage);
    const service = await stage.makeActive();
    const [erased, restricted, kept] = [
      await bench.give({ history: [1] }),
      await bench.give({ restricted: true }),
      await bench.give({ history: [1] }),
    ];
    for (const id of [erased, restricted]) {
      const answer = await service.server.inject({ method: "DELETE", url: `/viewers/${id}` });
      expect(answer.statusCode).toBe(200);
    }
    expect(await start()).toEqual({ did: "delete", ...NOTHING });
    // As they stood in the backup.
    await bench.give({ history: [1, 2, 3] }, erased);
    await bench.give({ restricted: true }, restricted);
    expect(await start()).toEqual({ did: "delete", ...NOTHING, erasuresRepeated: 2 });
    expect(await bench.left()).toEqual({ [kept]: [1] });
  });

  test("works in batches, and what one run leaves the next one takes", async () => {
    const bench = await RetentionBench.on(stage);
    for (let count = 0; count < 45; count++) await bench.give({ seenDaysAgo: 100 });
    const many = Array.from({ length: 2_500 }, () => 40);
    const viewer = await bench.give({ history: [1, ...many] });
    let batches = 2;
    const first = await start({}, () => batches-- > 0);
    expect(first).toEqual({ did: "delete", ...NOTHING, historyDeleted: 2_000, isFinished: false });
    batches = 3;
    const second = await start({}, () => batches-- > 0);
    expect(second).toMatchObject({ historyDeleted: 500, viewersDeleted: 40, isFinished: false });
    expect(await start()).toEqual({ did: "delete", ...NOTHING, viewersDeleted: 5 });
    expect(await bench.left()).toEqual({ [viewer]: [1] });
  });

  test("stops erasing again when its time is over, and says so", async () => {
    const bench = await RetentionBench.on(stage);
    for (let count = 0; count < 25; count++) {
      await stage.world.erasures.add(await bench.give({}), new Date(), 450);
    }
    let batches = 1;
    const first = await start({}, () => batches-- > 0);
    expect(first).toMatchObject({ erasuresRepeated: 20, isFinished: false });
    expect(await start()).toMatchObject({ erasuresRepeated: 5, isFinished: true });
  });

  describe("deletes nothing", () => {
    const expired = { seenDaysAgo: 1000, history: [1000] };

    test.each([
      ["the other site serves", { activeSite: "dr" }],
      ["it is the other site's", { SITE: "dr", activeSite: "primary" }],
    ] as const)("and does not fail where %s", async (_what, { activeSite, ...changes }) => {
      const bench = await RetentionBench.on(stage);
      const id = await bench.give(expired);
      await stage.world.setRole({ activeSite, epoch: stage.epoch + 1 });
      expect(await start(changes)).toEqual({
        did: "nothing",
        reason: `the active site is ${activeSite}, and traffic goes to ${activeSite}`,
      });
      expect(await bench.left()).toEqual({ [id]: [1000] });
    });

    test("and does not fail where the service has made no tables yet", async () => {
      const { sql } = stage.world;
      await sql("CREATE ROLE empty NOLOGIN");
      await sql("GRANT empty TO app");
      expect(await start({ DATABASE_GROUP_ROLE: "empty" })).toEqual({
        did: "nothing",
        reason: "the service has made no tables yet",
      });
    });

    test.each([
      ["nobody has written who serves", { SYSTEM: "payments" }, "there is no role record of payments"],
      ["the role record can't be read", { ROLE_TABLE: "none" }, "ResourceNotFoundException"],
      ["the function that reads it is not there", { ROLE_FUNCTION: "none" }, "can't read which site serves"],
      [
        "the list of erasures can't be read",
        { ERASURE_TABLE: "none" },
        "the list of erasures can't be read: ResourceNotFoundException",
      ],
      ["the database is not there", { DATABASE_PORT: "1" }, "can't connect to the database"],
      ["the database is another host than it says", { DATABASE_HOST: "localhost" }, "can't connect"],
    ])("and fails where %s", async (_what, changes, message) => {
      const bench = await RetentionBench.on(stage);
      const id = await bench.give(expired);
      await expect(start(changes)).rejects.toThrow(new RegExp(message));
      expect(await bench.left()).toEqual({ [id]: [1000] });
    });

    test("and fails where the other site was the last one to write to the database", async () => {
      const bench = await RetentionBench.on(stage);
      const id = await bench.give(expired);
      await stage.world.sql("UPDATE site_epoch SET epoch = epoch + 1, site = 'dr'");
      await expect(start()).rejects.toThrow("the database belongs to the site dr");
      expect(await bench.left()).toEqual({ [id]: [1000] });
    });

    test("more, and fails, where another epoch begins meanwhile", async () => {
      const bench = await RetentionBench.on(stage);
      const id = await bench.give({ history: [40] });
      const { database, site } = readSettings(variablesOf(stage.world));
      await asFirst(database, [LOGIN], async (client) => {
        await client.query(`SET ROLE ${database.groupRole}`);
        const batches = await FencedBatches.of(client, site);
        await stage.world.sql("UPDATE site_epoch SET epoch = epoch + 1");
        const deletion = batches!.run("DELETE FROM watch_history", []);
        await expect(deletion).rejects.toThrow(
          `epoch ${stage.epoch} is over: the database is at epoch ${stage.epoch + 1}`,
        );
      });
      expect(await bench.left()).toEqual({ [id]: [40] });
    });

    test("and fails where a statement takes too long", async () => {
      const bench = await RetentionBench.on(stage);
      const id = await bench.give({ history: [40] });
      const { sql } = stage.world;
      await sql("BEGIN");
      await sql("LOCK TABLE watch_history IN ACCESS EXCLUSIVE MODE");
      const ended = start().catch((error: Error) => error);
      const waiting = "SELECT pid FROM pg_locks WHERE NOT granted";
      while ((await sql(waiting)).length === 0) await sleep(20);
      // What the server does itself when the time of a statement is over.
      await sql("SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted");
      expect(await ended).toMatchObject({ message: "the database refused a statement: 57014" });
      await sql("COMMIT");
      expect(await bench.left()).toEqual({ [id]: [40] });
      expect(await start()).toMatchObject({ historyDeleted: 1 });
    });
  });

  test("gives a statement ten seconds", async () => {
    const { database } = readSettings(variablesOf(stage.world));
    const { rows } = await asFirst(database, [LOGIN], (client) => client.query("SHOW statement_timeout"));
    expect(rows).toEqual([{ statement_timeout: "10s" }]);
  });

  test("logs in with the password before, where the database is behind the secret", async () => {
    const bench = await RetentionBench.on(stage);
    await bench.give({ history: [40] });
    await stage.world.setSecret({ username: "app", password: "not yet" });
    try {
      expect(await start()).toMatchObject({ historyDeleted: 1 });
    } finally {
      await stage.world.setSecret({ username: "app", password: "first" });
    }
  });
});
