import { version } from "../../../package.json";
import { describeService } from "./stage";
import { paymentRequest } from "./support";

describeService("the readiness of the payment service", "111122223333", (stage) => {
  describe("GET /health", () => {
    test("answers without a database, a role or a queue", async () => {
      const { server } = await stage.make({
        DATABASE_PORT: "1",
        ROLE_TABLE: "missing",
        VERDICT_TABLE: "missing",
      });
      const answer = await server.inject("/health");
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({ status: "ok", site: "primary", version });
    });
  });

  describe("GET /ready", () => {
    test("is 200 where the site is active and the database takes writes", async () => {
      const { server } = await stage.makeActive();
      const answer = await server.inject("/ready");
      expect(answer.json()).toEqual({
        site: "primary",
        role: "active",
        epoch: stage.epoch,
        mayWrite: true,
        reasons: [],
      });
      expect(answer.statusCode).toBe(200);
    });

    test("is 503 before the role is known", async () => {
      const { server } = await stage.make();
      const answer = await server.inject("/ready");
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toEqual({
        site: "primary",
        role: "unknown",
        epoch: null,
        mayWrite: false,
        reasons: ["the role record has not been read yet"],
      });
    });

    test("is 503 where there is no role record", async () => {
      await stage.world.setRole(undefined);
      const { server } = await stage.makeActive();
      expect((await server.inject("/ready")).json()).toMatchObject({
        role: "unknown",
        reasons: ["the role record can't be read: there is none"],
      });
    });

    test("is 503 on a standby, whatever its database says", async () => {
      const { server } = await stage.makeActive({ SITE: "dr" });
      const answer = await server.inject("/ready");
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toEqual({
        site: "dr",
        role: "standby",
        epoch: stage.epoch,
        mayWrite: false,
        reasons: ["the active site is primary"],
      });
    });

    test.each([
      ["the database can't be reached", { DATABASE_PORT: "1" }],
      ["the certificate is not trusted", { DATABASE_CA_FILE: "/dev/null" }],
      ["the certificate is another host's", { DATABASE_HOST: "localhost" }],
      ["the group role is another one", { DATABASE_GROUP_ROLE: "somebody" }],
    ])("is 503 where %s", async (_why, changes) => {
      const { server } = await stage.makeActive(changes);
      const answer = await server.inject("/ready");
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({
        role: "active",
        mayWrite: false,
        reasons: ["the database takes no writes"],
      });
    });

    test("is 503 where the cluster has not been promoted", async () => {
      const { server } = await stage.makeActive();
      await server.inject("/ready");
      await stage.world.sql(
        "CREATE FUNCTION pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
      );
      await stage.world.sql("ALTER ROLE app SET search_path = payments_application, pg_catalog");
      try {
        const second = await stage.makeActive();
        expect((await second.server.inject("/ready")).json()).toMatchObject({
          mayWrite: false,
          reasons: ["the database is a copy that has not been promoted"],
        });
      } finally {
        await stage.world.sql("ALTER ROLE app RESET search_path");
        await stage.world.sql("DROP FUNCTION payments_application.pg_is_in_recovery()");
      }
    });

    test("is 503 while the database is read-only; then it takes writes again without a restart", async () => {
      await stage.world.sql("ALTER DATABASE payments SET default_transaction_read_only = on");
      const { server } = await stage.makeActive();
      const ready = await server.inject("/ready");
      const refused = await server.inject(paymentRequest("read-only"));
      await stage.world.sql("ALTER DATABASE payments RESET default_transaction_read_only");
      expect(ready.json()).toMatchObject({ role: "active", reasons: ["the database is read-only"] });
      expect([ready.statusCode, refused.statusCode]).toEqual([503, 503]);
      expect((await server.inject(paymentRequest("read-only"))).statusCode).toBe(202);
      expect((await server.inject("/ready")).statusCode).toBe(200);
    });

    test("is 503 where the database has seen a newer epoch", async () => {
      const service = await stage.makeActive();
      await service.server.inject("/ready");
      await stage.world.sql("UPDATE site_epoch SET epoch = $1", [stage.epoch + 1]);
      const { server } = await stage.makeActive();
      stage.epoch++;
      expect((await server.inject("/ready")).json()).toMatchObject({
        mayWrite: false,
        reasons: [`the database is at epoch ${stage.epoch}, the role record at ${stage.epoch - 1}`],
      });
    });
  });

  test("other paths are 404", async () => {
    const { server } = await stage.makeActive();
    expect((await server.inject("/")).json()).toMatchObject({ status: 404 });
  });
});
