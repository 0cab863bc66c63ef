import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Database } from "../../../src/service/shared/database";
import { Login, type Credentials } from "../../../src/service/shared/login";
import { createService } from "../../../src/service/payments/service";
import { describeWithMinistack } from "../../support/ministack";
import { describeWithPostgres } from "../../support/postgres";
import { makePaymentsWorld, paymentRequest, type PaymentsWorld } from "./support";

const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };

describeWithMinistack("the service's database", () => {
  describeWithPostgres("with real users", () => {
    let world: PaymentsWorld;
    let secret: Credentials;
    let database: Database;
    const readCredentials = jest.fn(() => Promise.resolve(secret));

    beforeAll(async () => {
      world = await makePaymentsWorld("111122224444");
    });

    afterAll(() => world.stop());

    beforeEach(async () => {
      jest.clearAllMocks();
      secret = { username: "app", password: "first" };
      for (const user of ["app", "app_clone"]) await world.setPassword(user, "first");
      const { postgres, variables } = world;
      database = new Database({
        writerHost: postgres.host,
        readerHost: postgres.host,
        port: postgres.port,
        name: postgres.database,
        certificates: readFileSync(postgres.caFile, "utf8"),
        groupRole: variables.DATABASE_GROUP_ROLE!,
        login: new Login(readCredentials, log),
        log,
      });
    });

    afterEach(() => database.close());

    const whoAmI = () =>
      database.use("writer", async (client) => {
        const { rows } = await client.query<{ login: string; role: string; pid: number }>(
          "SELECT session_user AS login, current_user AS role, pg_backend_pid() AS pid",
        );
        return rows[0]!;
      });

    const endConnections = () =>
      world.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'app%'");

    test("logs in as the user of the secret and acts as the group", async () => {
      expect(await whoAmI()).toMatchObject({ login: "app", role: "payments_application" });
    });

    test("reads the secret once for many connections", async () => {
      await Promise.all(Array.from({ length: 30 }, whoAmI));
      expect(readCredentials).toHaveBeenCalledTimes(1);
    });

    test("reads the secret once again when the database refuses many logins", async () => {
      await whoAmI();
      secret = { username: "app_clone", password: "first" };
      await world.setPassword("app", "another");
      database.dropConnections();
      const users = await Promise.all(Array.from({ length: 10 }, whoAmI));
      expect(new Set(users.map(({ login }) => login))).toEqual(new Set(["app_clone"]));
      expect(readCredentials).toHaveBeenCalledTimes(2);
    });

    test("gives up when the secret, and the version before it, still say what was refused", async () => {
      secret = { username: "app", password: "wrong" };
      await expect(whoAmI()).rejects.toThrow(/can't be used: password authentication failed/);
      expect(readCredentials.mock.calls).toEqual([["AWSCURRENT"], ["AWSCURRENT"], ["AWSPREVIOUS"]]);
    });

    test("says that it can't be used when the secret can't be read, and reads it again later", async () => {
      readCredentials.mockRejectedValueOnce(new Error("no answer"));
      await expect(whoAmI()).rejects.toThrow("the database can't be used: no answer");
      expect(await whoAmI()).toMatchObject({ login: "app" });
    });

    test("uses a connection again, until connections are dropped", async () => {
      const { pid } = await whoAmI();
      expect((await whoAmI()).pid).toBe(pid);
      database.dropConnections();
      expect((await whoAmI()).pid).not.toBe(pid);
    });

    test("does not use a connection again that was busy when connections were dropped", async () => {
      const pid = await database.use("writer", async (client) => {
        database.dropConnections();
        const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        return rows[0]!.pid;
      });
      expect((await whoAmI()).pid).not.toBe(pid);
    });

    test("repeats work whose connection broke", async () => {
      const work = jest.fn(async () => {
        if (work.mock.calls.length === 1) await endConnections();
      });
      await database.transaction(work);
      expect(work).toHaveBeenCalledTimes(2);
    });

    test("finds the writer again when its connections lead to a database that is read-only", async () => {
      await world.sql("ALTER DATABASE payments SET default_transaction_read_only = on");
      const connections = await Promise.all(Array.from({ length: 3 }, whoAmI));
      expect(new Set(connections.map(({ pid }) => pid)).size).toBe(3);
      await world.sql("ALTER DATABASE payments RESET default_transaction_read_only");
      await database.transaction((client) => client.query("CREATE TABLE written (value integer)"));
      expect(log.warn).toHaveBeenCalledTimes(1);
      expect(await world.sql("SELECT * FROM written")).toEqual([]);
    });

    test("rolls back what throws, and does not repeat it", async () => {
      await world.sql(
        "CREATE TABLE scratch (value integer); GRANT INSERT ON scratch TO payments_application",
      );
      const work = jest.fn(async () => {
        throw new Error("changed my mind");
      });
      await expect(
        database.transaction(async (client) => {
          await client.query("INSERT INTO scratch VALUES (1)");
          await work();
        }),
      ).rejects.toThrow("changed my mind");
      expect(work).toHaveBeenCalledTimes(1);
      expect(await world.sql("SELECT * FROM scratch")).toEqual([]);
    });

    test("the password may rotate twice while payments are taken: none is refused", async () => {
      const lines: string[] = [];
      const service = await createService(world.configuration(), { write: (line) => lines.push(line) });
      await service.watch.poll();
      const statuses: number[] = [];
      let isOver = false;
      const client = async (name: number) => {
        for (let count = 0; !isOver; count++) {
          const answer = await service.server.inject(paymentRequest(`rotation-${name}-${count}`));
          statuses.push(answer.statusCode);
        }
      };
      const clients = [1, 2, 3, 4].map(client);
      /** Waits until each client has had an answer or two. */
      const moreAnswers = async () => {
        for (const target = statuses.length + 8; statuses.length < target;) await sleep(20);
      };
      await moreAnswers();
      // As the rotation does it: first the user that is not in use, then the secret. What was in use before stays good
      // until the next rotation, which is the one below it.
      for (const [user, password, former] of [
        ["app_clone", "second", "app"],
        ["app", "third", "app_clone"],
      ] as const) {
        await world.setPassword(user, password);
        await world.setSecret({ username: user, password, masterarn: "arn" });
        await world.setPassword(former, "nobody knows");
        await endConnections();
        await moreAnswers();
      }
      isOver = true;
      await Promise.all(clients);
      const users = await world.sql(
        "SELECT DISTINCT usename FROM pg_stat_activity WHERE usename LIKE 'app%'",
      );
      await service.stop();
      expect(users).toEqual([{ usename: "app" }]);
      expect(new Set(statuses)).toEqual(new Set([202]));
      expect(lines.join("")).not.toMatch(/"(first|second|third)"/);
    });

    test("a secret that is none is said without its content", async () => {
      await world.setSecret({ username: "app", pass: "content-of-the-secret" });
      const lines: string[] = [];
      const service = await createService(world.configuration(), { write: (line) => lines.push(line) });
      await service.watch.poll();
      const answer = await service.server.inject(paymentRequest("without-a-secret"));
      await service.stop();
      expect(answer.statusCode).toBe(503);
      expect(lines.join("")).toMatch(/secret arn:\S+ has no username and password/);
      expect(lines.join("")).not.toContain("content-of-the-secret");
    });
  });
});
