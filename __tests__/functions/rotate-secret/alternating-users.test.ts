import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Client } from "pg";
import { STEPS } from "../../../src/functions/rotation/rotation";
import { GROUP } from "./bench";
import { describeRotation } from "./use-bench";

describeRotation("the rotation of a service's secret", (rotating) => {
  const query = (login: { username: string; password: string }, statement: string) =>
    rotating.bench.as(login, async (client) => (await client.query(statement)).rows as unknown[]);

  test("makes both users at first, where the database has none, and hands over to the second one", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service", { note: "kept" });
    const first = await bench.content(secret);
    await bench.rotate(secret);
    const second = await bench.content(secret);
    expect(second).toEqual({ ...first, username: "service_clone", password: expect.any(String) as string });
    expect(second.password).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(await bench.content(secret, "AWSPREVIOUS")).toEqual(first);
    expect(await bench.letsIn(second)).toBe(true);
    // Whoever has read the first value before the rotation can still use it.
    expect(await bench.letsIn(first)).toBe(true);
  });

  test("lets either user work on what the other one has made: the group owns it", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    await bench.rotate(secret);
    await query(await bench.content(secret), "CREATE TABLE payment (id int)");
    await bench.rotate(secret);
    const { username } = await bench.content(secret);
    expect(username).toBe("service");
    await query(await bench.content(secret), "ALTER TABLE payment ADD COLUMN amount numeric");
    expect(
      await query(
        bench.administrator,
        "SELECT schemaname, tableowner, rolcanlogin FROM pg_tables, pg_roles WHERE tablename = 'payment' AND rolname = tableowner",
      ),
    ).toEqual([{ schemaname: GROUP, tableowner: GROUP, rolcanlogin: false }]);
  });

  test("goes back and forth between the two users, with a new password each time", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const contents = [await bench.content(secret)];
    for (let rotation = 1; rotation <= 3; rotation++) {
      await bench.rotate(secret);
      contents.push(await bench.content(secret));
      expect(await bench.letsIn(await bench.content(secret))).toBe(true);
      // The user of before keeps its password until the next rotation.
      expect(await bench.letsIn(await bench.content(secret, "AWSPREVIOUS"))).toBe(true);
    }
    expect(contents.map(({ username }) => username)).toEqual([
      "service",
      "service_clone",
      "service",
      "service_clone",
    ]);
    expect(new Set(contents.map(({ password }) => password)).size).toBe(4);
  });

  test("lets AWSCURRENT in after every statement, and all the time", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    await bench.rotate(secret);

    const refused: string[] = [];
    let statements = 0;
    const check = async (after: string) => {
      if (!(await bench.letsIn(await bench.content(secret)))) refused.push(after);
    };
    const original = Client.prototype.query as (...given: unknown[]) => Promise<unknown>;
    jest.spyOn(Client.prototype, "query").mockImplementation(async function (
      this: Client,
      ...given: unknown[]
    ) {
      const result = await original.apply(this, given);
      statements++;
      await check(String(given[0]));
      return result;
    } as never);

    let rotates = true;
    let logins = 0;
    const application = (async () => {
      for (; rotates; logins++) {
        await check("in between");
        await sleep(5);
      }
    })();
    for (let rotation = 0; rotation < 2; rotation++) {
      const version = await bench.begin(secret);
      for (const step of STEPS) {
        await bench.step(secret, version, step);
        await check(step);
      }
    }
    rotates = false;
    await application;
    expect(refused).toEqual([]);
    expect(statements).toBeGreaterThan(20);
    expect(logins).toBeGreaterThan(20);
  });

  test("may repeat every step, and does nothing more once it is done", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    for (const step of STEPS) {
      await bench.step(secret, version, step);
      await bench.step(secret, version, step);
    }
    const stages = await bench.stages(secret);
    const content = await bench.content(secret);
    for (const step of STEPS) await bench.step(secret, version, step);
    expect(await bench.stages(secret)).toEqual(stages);
    expect(stages[version]).toContain("AWSCURRENT");
    expect(await bench.content(secret)).toEqual(content);
    expect(await bench.letsIn(content)).toBe(true);
  });

  test.each([1, 2, 3])(
    "begins again after a crash behind step %d, with the same pending version",
    async (done) => {
      const { bench } = rotating;
      const secret = await bench.makeServiceSecret("service");
      const version = await bench.begin(secret);
      for (const step of STEPS.slice(0, done)) await bench.step(secret, version, step);
      const pending = await bench.content(secret, "AWSPENDING");
      for (const step of STEPS) await bench.step(secret, version, step);
      expect(await bench.content(secret)).toEqual(pending);
      expect(await bench.letsIn(pending)).toBe(true);
    },
  );

  test("changes the database wholly or not at all: a crash at any statement leaves it as it was", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    const before = await bench.roles();
    const query = Client.prototype.query as (...given: unknown[]) => Promise<unknown>;
    let finished = false;
    let crashes = 0;
    for (; !finished; crashes++) {
      let left = crashes;
      const spy = jest.spyOn(Client.prototype, "query").mockImplementation(function (
        this: Client & { connection: { stream: Socket } },
        ...given: unknown[]
      ) {
        if (left-- === 0) this.connection.stream.destroy();
        return query.apply(this, given);
      } as never);
      finished = await bench.step(secret, version, "setSecret").then(
        () => true,
        () => false,
      );
      spy.mockRestore();
      expect(isDeepStrictEqual(await bench.roles(), before)).toBe(!finished);
    }
    expect(crashes).toBeGreaterThan(15);
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
    expect(await bench.letsIn(await bench.content(secret, "AWSPENDING"))).toBe(true);
  });

  test("needs no password of the service itself: one that was set from outside is healed", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    await bench.rotate(secret);
    await query(bench.administrator, "ALTER ROLE service_clone PASSWORD 'set by somebody'");
    expect(await bench.letsIn(await bench.content(secret))).toBe(false);
    await bench.rotate(secret);
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
    // An emergency's password stays: the rotation changes nobody's but the next user's.
    expect(await bench.letsIn({ username: "service_clone", password: "set by somebody" })).toBe(true);
  });

  test("heals a user who may not log in any more", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    await bench.rotate(secret);
    await query(bench.administrator, "ALTER ROLE service NOLOGIN");
    await bench.rotate(secret);
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
  });

  test("takes over from a rotation that never ended, which then can't go on", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const old = await bench.begin(secret);
    for (const step of STEPS.slice(0, 3)) await bench.step(secret, old, step);
    const left = await bench.content(secret, "AWSPENDING");
    await bench.rotate(secret);
    const content = await bench.content(secret);
    expect(content.password).not.toBe(left.password);
    for (const step of STEPS) {
      await expect(bench.step(secret, old, step)).rejects.toThrow(
        `the version ${old} is not pending: another rotation has replaced this one`,
      );
    }
    expect(await bench.content(secret)).toEqual(content);
    expect(await bench.letsIn(content)).toBe(true);
  });

  test("never touches the password in use: a pending version of the same user is refused", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    await bench.rotate(secret);
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    // Somebody goes back to the previous version while the rotation runs.
    const previous = await bench.content(secret, "AWSPREVIOUS");
    await bench.put(secret, previous);
    await expect(bench.step(secret, version, "setSecret")).rejects.toThrow(
      "the pending version is of the user service, and service is in use: remove the label AWSPENDING",
    );
    expect(await bench.letsIn(previous)).toBe(true);
  });

  test.each(["it's", 'a "quoted" name', "back\\slash", "Ⱥ 支付; --"])(
    "takes a user by the name of %s",
    async (username) => {
      const { bench } = rotating;
      const secret = await bench.makeServiceSecret(username);
      await bench.rotate(secret);
      await bench.rotate(secret);
      const content = await bench.content(secret);
      expect(content.username).toBe(username);
      expect(await query(content, "SELECT session_user AS user, current_user AS role")).toEqual([
        { user: username, role: GROUP },
      ]);
    },
  );

  test("refuses a name that PostgreSQL would cut", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret(`${"ä".repeat(28)}xy`);
    const version = await bench.begin(secret);
    await expect(bench.step(secret, version, "createSecret")).rejects.toThrow(
      "has 64 bytes: PostgreSQL keeps 63",
    );
  });

  test("refuses to change the administrator's user", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret(bench.administrator.username);
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    await expect(bench.step(secret, version, "setSecret")).rejects.toThrow(
      "a service must not use the administrator's user",
    );
    expect(await bench.letsIn(bench.administrator)).toBe(true);
  });

  test.each(["AWSPENDING", "AWSPREVIOUS"])(
    "logs in as the administrator with %s where its own rotation broke off",
    async (stage) => {
      const { bench } = rotating;
      const masterarn = await bench.makeSecret("administrator", {
        ...bench.administrator,
        password: "wrong",
      });
      await bench.put(masterarn, bench.administrator, [stage]);
      const secret = await bench.makeSecret("service", { username: "service", password: "first", masterarn });
      await bench.rotate(secret);
      expect(await bench.letsIn(await bench.content(secret))).toBe(true);
    },
  );

  test("says with which of the administrator's versions it tried to log in", async () => {
    const { bench } = rotating;
    const masterarn = await bench.makeSecret("administrator", { ...bench.administrator, password: "wrong" });
    const secret = await bench.makeSecret("service", { username: "service", password: "first", masterarn });
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    await expect(bench.step(secret, version, "setSecret")).rejects.toThrow(
      "the database lets in none of: the administrator with AWSCURRENT",
    );
  });

  test("bears two calls of a step at once", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    await Promise.all([1, 2, 3, 4].map(() => bench.step(secret, version, "setSecret")));
    expect(await bench.letsIn(await bench.content(secret, "AWSPENDING"))).toBe(true);
  });

  test("does not hand over to a user who can't do the service's work", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    for (const step of STEPS.slice(0, 2)) await bench.step(secret, version, step);
    await query(bench.administrator, `REVOKE "${GROUP}" FROM service_clone`);
    await expect(bench.step(secret, version, "testSecret")).rejects.toThrow(
      `service_clone does not become the role ${GROUP}`,
    );
  });
});
