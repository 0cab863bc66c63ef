import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Site } from "../../../src/config/site";
import { paymentIdOf } from "../../../src/service/payments/payment-request";
import { createService, type Service } from "../../../src/service/payments/service";
import { version } from "../../../package.json";
import { describeWithMinistack } from "../../support/ministack";
import { describeWithPostgres } from "../../support/postgres";
import { CARD_NUMBER, makeWorld, OWN_REGION, paymentRequest, type World } from "./support";

describeWithMinistack("the payment service", () => {
  describeWithPostgres("with a database", () => {
    const logLines: string[] = [];
    const services: Service[] = [];
    let world: World;
    /** The database's epoch only grows, so each test begins with one of its own. */
    let epoch = 0;

    beforeAll(async () => {
      world = await makeWorld("111122223333");
    });

    afterAll(() => world.stop());

    beforeEach(async () => {
      epoch += 10;
      await world.setRole({ activeSite: "primary", epoch });
      await world.messages();
    });

    afterEach(async () => {
      await Promise.all(services.splice(0).map(({ stop }) => stop()));
    });

    /** A service that has not read its role yet. */
    async function make(changes: Readonly<Record<string, string>> = {}): Promise<Service> {
      const service = await createService(world.configuration(changes), {
        write: (line) => logLines.push(line),
      });
      services.push(service);
      return service;
    }

    /** A service of the active site. */
    async function makeActive(changes: Readonly<Record<string, string>> = {}): Promise<Service> {
      const service = await make(changes);
      await service.watch.poll();
      return service;
    }

    async function moveTo(activeSite: Site, { watch }: Service): Promise<void> {
      await world.setRole({ activeSite, epoch: ++epoch });
      await watch.poll();
    }

    const rows = (key: string) => world.sql("SELECT * FROM payments WHERE idempotency_key = $1", [key]);

    describe("GET /health", () => {
      test("answers without a database, a role or a queue", async () => {
        const { server } = await make({
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
        const { server } = await makeActive();
        const answer = await server.inject("/ready");
        expect(answer.json()).toEqual({
          site: "primary",
          role: "active",
          epoch,
          mayWrite: true,
          reasons: [],
        });
        expect(answer.statusCode).toBe(200);
      });

      test("is 503 before the role is known", async () => {
        const { server } = await make();
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
        await world.setRole(undefined);
        const { server } = await makeActive();
        expect((await server.inject("/ready")).json()).toMatchObject({
          role: "unknown",
          reasons: ["the role record can't be read: there is none"],
        });
      });

      test("is 503 on a standby, whatever its database says", async () => {
        const { server } = await makeActive({ SITE: "dr" });
        const answer = await server.inject("/ready");
        expect(answer.statusCode).toBe(503);
        expect(answer.json()).toEqual({
          site: "dr",
          role: "standby",
          epoch,
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
        const { server } = await makeActive(changes);
        const answer = await server.inject("/ready");
        expect(answer.statusCode).toBe(503);
        expect(answer.json()).toMatchObject({
          role: "active",
          mayWrite: false,
          reasons: ["the database takes no writes"],
        });
      });

      test("is 503 where the cluster has not been promoted", async () => {
        const { server } = await makeActive();
        await server.inject("/ready");
        await world.sql("CREATE FUNCTION pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'");
        await world.sql("ALTER ROLE app SET search_path = payments_application, pg_catalog");
        try {
          const second = await makeActive();
          expect((await second.server.inject("/ready")).json()).toMatchObject({
            mayWrite: false,
            reasons: ["the database is a copy that has not been promoted"],
          });
        } finally {
          await world.sql("ALTER ROLE app RESET search_path");
          await world.sql("DROP FUNCTION payments_application.pg_is_in_recovery()");
        }
      });

      test("is 503 while the database is read-only, and 200 again afterwards", async () => {
        const service = await makeActive();
        await service.server.inject("/ready");
        const readOnly = await withReadOnlyDatabase(() => makeActive());
        expect((await readOnly.server.inject("/ready")).statusCode).toBe(200);
      });

      test("is 503 where the database has seen a newer epoch", async () => {
        const service = await makeActive();
        await service.server.inject("/ready");
        await world.sql("UPDATE site_epoch SET epoch = $1", [epoch + 1]);
        const { server } = await makeActive();
        epoch++;
        expect((await server.inject("/ready")).json()).toMatchObject({
          mayWrite: false,
          reasons: [`the database is at epoch ${epoch}, the role record at ${epoch - 1}`],
        });
      });
    });

    /** Lets a new service meet a read-only database, which takes writes again when this is over. */
    async function withReadOnlyDatabase(begin: () => Promise<Service>): Promise<Service> {
      await world.sql("ALTER DATABASE payments SET default_transaction_read_only = on");
      try {
        const service = await begin();
        const ready = await service.server.inject("/ready");
        expect(ready.json()).toMatchObject({ role: "active", reasons: ["the database is read-only"] });
        const refused = await service.server.inject(paymentRequest(`read-only-${epoch}`));
        expect(refused.statusCode).toBe(503);
        return service;
      } finally {
        await world.sql("ALTER DATABASE payments RESET default_transaction_read_only");
      }
    }

    describe("POST /payments", () => {
      test("stores the payment, tells the validation and answers with its id", async () => {
        const { server } = await makeActive();
        const key = "whole-payment";
        const answer = await server.inject(paymentRequest(key));
        const paymentId = paymentIdOf(key);
        expect(answer.json()).toEqual({ paymentId, status: "accepted" });
        expect(answer.statusCode).toBe(202);
        expect(answer.headers.location).toBe(`/payments/${paymentId}`);
        const [row] = await rows(key);
        expect(row).toEqual({
          id: paymentId,
          idempotency_key: key,
          amount: "12.50",
          currency: "EUR",
          card_last_four: "1111",
          card_expiry: new Date(2030, 11, 1),
          epoch: String(epoch),
          created_at: expect.any(Date) as Date,
        });
        expect(await world.messages()).toEqual([
          {
            paymentId,
            idempotencyKey: key,
            amount: { value: "12.50", currency: "EUR" },
            card: { number: CARD_NUMBER, expiryMonth: 12, expiryYear: 2030 },
            epoch,
            createdAt: (row as { created_at: Date }).created_at.toISOString(),
          },
        ]);
      });

      test("is 503 on a standby, says why and when to come again, and stores nothing", async () => {
        const { server } = await makeActive({ SITE: "dr" });
        const answer = await server.inject(paymentRequest("on-a-standby"));
        expect(answer.statusCode).toBe(503);
        expect(answer.headers).toMatchObject({
          "retry-after": "5",
          "content-type": "application/problem+json; charset=utf-8",
        });
        expect(answer.json()).toEqual({
          type: "about:blank",
          title: "Service Unavailable",
          status: 503,
          detail: "This site takes no payments now.",
          site: "dr",
          role: "standby",
          epoch,
          reasons: ["the active site is primary"],
        });
        expect(await world.messages()).toEqual([]);
      });

      test("is 503 on a standby for a wrong request, too", async () => {
        const { server } = await makeActive({ SITE: "dr" });
        expect((await server.inject(paymentRequest("x", { card: undefined }))).statusCode).toBe(503);
      });

      test("is 503 before the role is known", async () => {
        const { server } = await make();
        const answer = await server.inject(paymentRequest("without-a-role"));
        expect(answer.statusCode).toBe(503);
        expect(answer.json()).toMatchObject({ role: "unknown", epoch: null });
      });

      test("is 400 with every problem of the request", async () => {
        const { server } = await makeActive();
        const answer = await server.inject({ ...paymentRequest("x", { card: undefined }) });
        expect(answer.statusCode).toBe(400);
        expect(answer.json<{ problems: { field: string }[] }>().problems.map(({ field }) => field)).toEqual([
          "Idempotency-Key",
          "card",
        ]);
      });

      test.each([
        ["text that is no JSON", "application/json", `{"card": ${CARD_NUMBER}, oops`, 400],
        ["nothing", "application/json", "", 400],
        ["a form", "application/x-www-form-urlencoded", `card=${CARD_NUMBER}`, 415],
        ["far too much", "application/json", `{"note":"${"x".repeat(20_000)}"}`, 413],
      ])("refuses %s", async (_what, type, payload, status) => {
        const { server } = await makeActive();
        const headers = { "idempotency-key": "strange-body", "content-type": type };
        const answer = await server.inject({ method: "POST", url: "/payments", headers, payload });
        expect(answer.json()).toMatchObject({ status });
        expect(answer.statusCode).toBe(status);
        expect(answer.body).not.toContain(CARD_NUMBER);
      });

      test("answers a repetition with the same id, and asks the validation again", async () => {
        const { server } = await makeActive();
        const first = await server.inject(paymentRequest("repeated-request"));
        const second = await server.inject(paymentRequest("repeated-request"));
        expect(second.json()).toEqual(first.json());
        expect(second.statusCode).toBe(202);
        const [one, two, ...more] = await world.messages();
        expect(two).toEqual(one);
        expect(more).toEqual([]);
        expect(await rows("repeated-request")).toHaveLength(1);
      });

      test("takes 12.5 for a repetition of 12.50, and tells the validation what it told before", async () => {
        const { server } = await makeActive();
        await server.inject(paymentRequest("same-amount"));
        const again = paymentRequest("same-amount", { amount: { value: "12.5", currency: "EUR" } });
        expect((await server.inject(again)).statusCode).toBe(202);
        const [one, two] = await world.messages();
        expect(two).toEqual(one);
      });

      test("asks the validation no more when there is a verdict", async () => {
        const { server } = await makeActive();
        await server.inject(paymentRequest("judged-already"));
        await world.putVerdict(verdictItem(paymentIdOf("judged-already")));
        await world.messages();
        expect((await server.inject(paymentRequest("judged-already"))).statusCode).toBe(202);
        expect(await world.messages()).toEqual([]);
      });

      test("stores one payment when the same request comes 20 times at once", async () => {
        const { server } = await makeActive();
        const request = () => server.inject(paymentRequest("many-at-once"));
        const answers = await Promise.all(Array.from({ length: 20 }, request));
        expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]));
        expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
        expect(await rows("many-at-once")).toHaveLength(1);
      });

      test.each([
        ["amount", { amount: { value: "12.51", currency: "EUR" } }],
        ["currency", { amount: { value: "12.50", currency: "USD" } }],
        ["card", { card: { number: "4000000000000002", expiryMonth: 12, expiryYear: 2030 } }],
        ["expiry", { card: { number: CARD_NUMBER, expiryMonth: 11, expiryYear: 2030 } }],
      ])("is 409 for the same key with another %s", async (what, changes) => {
        const { server } = await makeActive();
        const key = `another-${what}`;
        await server.inject(paymentRequest(key));
        await world.messages();
        const answer = await server.inject(paymentRequest(key, changes));
        expect(answer.statusCode).toBe(409);
        expect(await world.messages()).toEqual([]);
        // The connection is still good for the next one.
        expect((await server.inject(paymentRequest(key))).statusCode).toBe(202);
      });

      test("says so when the queue failed after the commit; the repetition mends it", async () => {
        const { server } = await makeActive();
        const queues = new SQSClient({ region: OWN_REGION });
        await queues.send(new DeleteQueueCommand({ QueueUrl: world.variables.VALIDATION_QUEUE_URL }));
        const request = paymentRequest("not-queued");
        const failed = await server.inject(request).finally(async () => {
          await queues.send(new CreateQueueCommand({ QueueName: "validation" }));
        });
        const paymentId = paymentIdOf("not-queued");
        expect(failed.statusCode).toBe(503);
        expect(failed.headers["retry-after"]).toBe("5");
        expect(failed.json()).toMatchObject({ paymentId, detail: expect.stringMatching(/Repeat/) as string });
        expect(await rows("not-queued")).toHaveLength(1);

        const repeated = await server.inject(request);
        expect(repeated.json()).toEqual({ paymentId, status: "accepted" });
        expect(await world.messages()).toMatchObject([{ paymentId }]);
      });
    });

    describe("a failover", () => {
      test("stops the writes of the old site and starts those of the new one", async () => {
        const primary = await makeActive();
        const dr = await makeActive({ SITE: "dr" });
        const statuses = async () => {
          const answers = await Promise.all(
            [primary, dr].map(({ server }, index) =>
              server.inject(paymentRequest(`site-${index}-epoch-${epoch}`)),
            ),
          );
          return answers.map(({ statusCode }) => statusCode);
        };
        expect(await statuses()).toEqual([202, 503]);
        await moveTo("dr", primary);
        await dr.watch.poll();
        expect(await statuses()).toEqual([503, 202]);
        await moveTo("primary", primary);
        await dr.watch.poll();
        expect(await statuses()).toEqual([202, 503]);
      });

      test("lets no payment be committed that was on its way", async () => {
        const service = await makeActive();
        await service.server.inject(paymentRequest("before-the-failover"));
        const answer = await world.whileBlocked(
          async () => service.server.inject(paymentRequest("during-the-failover")),
          () => moveTo("dr", service),
        );
        expect(answer.statusCode).toBe(503);
        expect(answer.json()).toMatchObject({ role: "standby", reasons: ["the active site is dr"] });
        expect(await rows("during-the-failover")).toEqual([]);
      });

      test("commits nothing of an epoch that ended on the way, even where the site is active again", async () => {
        const service = await makeActive();
        await service.server.inject(paymentRequest("before-both-moves"));
        const answer = await world.whileBlocked(
          async () => service.server.inject(paymentRequest("during-both-moves")),
          async () => {
            await moveTo("dr", service);
            await moveTo("primary", service);
          },
        );
        expect(answer.statusCode).toBe(503);
        expect(await rows("during-both-moves")).toEqual([]);
        expect((await service.server.inject(paymentRequest("during-both-moves"))).statusCode).toBe(202);
      });

      test("is enforced by the database against a site that has not heard of it", async () => {
        const old = await makeActive();
        expect((await old.server.inject(paymentRequest("old-site-first"))).statusCode).toBe(202);
        const before = epoch;
        await world.setRole({ activeSite: "dr", epoch: ++epoch });
        const dr = await makeActive({ SITE: "dr" });
        expect((await dr.server.inject("/ready")).statusCode).toBe(200);
        expect(old.watch.holds(before)).toBe(true);
        const answer = await old.server.inject(paymentRequest("old-site-again"));
        expect(answer.statusCode).toBe(503);
        expect(answer.json<{ reasons: string[] }>().reasons).toEqual([
          `epoch ${before} is over: the database is at epoch ${epoch}`,
        ]);
        expect(await rows("old-site-again")).toEqual([]);
      });

      test("can't be taken back in the database", async () => {
        await (await makeActive()).server.inject("/ready");
        const insert = `INSERT INTO payments SELECT gen_random_uuid(), 'x', 1, 'EUR', '1111', now(), $1`;
        const code = (sqlState: string) => expect.objectContaining({ code: sqlState }) as Error;
        await expect(world.sql(insert, [epoch - 1])).rejects.toEqual(code("SB001"));
        await expect(world.sql(insert, [epoch + 1])).rejects.toEqual(code("SB002"));
        await expect(world.sql("UPDATE site_epoch SET epoch = epoch - 1")).rejects.toEqual(code("SB001"));
        await expect(world.sql("DELETE FROM site_epoch")).rejects.toEqual(code("SB001"));
      });

      test("is told again to a database that lost it", async () => {
        const { server } = await makeActive();
        await server.inject("/ready");
        await world.sql("ALTER TABLE site_epoch DISABLE TRIGGER only_grows");
        await world.sql("UPDATE site_epoch SET epoch = epoch - 1");
        await world.sql("ALTER TABLE site_epoch ENABLE TRIGGER only_grows");
        expect((await server.inject(paymentRequest("promoted-copy"))).statusCode).toBe(202);
        expect(await world.sql("SELECT epoch, site FROM site_epoch")).toEqual([
          { epoch: String(epoch), site: "primary" },
        ]);
      });
    });

    test("a database that was read-only is written to again without a restart", async () => {
      const { server } = await withReadOnlyDatabase(() => makeActive());
      expect((await server.inject(paymentRequest("read-only-no-more"))).statusCode).toBe(202);
    });

    test("many tasks that start at once make the schema once", async () => {
      await world.sql("DROP SCHEMA payments_application CASCADE");
      await world.sql("CREATE SCHEMA AUTHORIZATION payments_application");
      const tasks = await Promise.all(Array.from({ length: 8 }, () => makeActive()));
      const answers = await Promise.all(tasks.map(({ server }) => server.inject("/ready")));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(tasks.map(() => 200));
      expect(await world.sql("SELECT version FROM schema_version")).toEqual([{ version: 1 }]);
      expect(
        await world.sql(
          "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'payments_application'",
        ),
      ).toEqual([{ tableowner: "payments_application" }]);
    });

    describe("GET /payments/:id", () => {
      test("tells the payment, and that it is pending", async () => {
        const { server } = await makeActive();
        await server.inject(paymentRequest("to-be-read"));
        const paymentId = paymentIdOf("to-be-read");
        const answer = await server.inject(`/payments/${paymentId}`);
        expect(answer.statusCode).toBe(200);
        expect(answer.json()).toEqual({
          paymentId,
          amount: { value: "12.50", currency: "EUR" },
          cardLastFour: "1111",
          epoch,
          createdAt: expect.stringMatching(/Z$/) as string,
          validation: { status: "pending" },
        });
      });

      test("tells the verdict, on a standby without a writer, too", async () => {
        const active = await makeActive();
        await active.server.inject(paymentRequest("read-on-standby"));
        const paymentId = paymentIdOf("read-on-standby");
        await world.putVerdict(verdictItem(paymentId));
        const standby = await makeActive({ SITE: "dr", DATABASE_HOST: "writer.invalid" });
        const answer = await standby.server.inject(`/payments/${paymentId}`);
        expect(answer.json()).toMatchObject({
          paymentId,
          validation: {
            status: "rejected",
            reasons: ["card-expired"],
            validatedAt: "2026-11-21T15:00:00.000Z",
          },
        });
      });

      test("tells the payment also where the verdict can't be read", async () => {
        const { server } = await makeActive({ VERDICT_TABLE: "missing" });
        await server.inject(paymentRequest("no-verdict-table"));
        const answer = await server.inject(`/payments/${paymentIdOf("no-verdict-table")}`);
        expect(answer.statusCode).toBe(200);
        expect(answer.json()).toMatchObject({ validation: { status: "unavailable" } });
      });

      test.each([[paymentIdOf("never-sent")], ["1"], [CARD_NUMBER]])("is 404 for %s", async (id) => {
        const { server } = await makeActive();
        const answer = await server.inject(`/payments/${id}`);
        expect(answer.statusCode).toBe(404);
        expect(answer.json()).toMatchObject({ status: 404, title: "Not Found" });
      });

      test("is 503 where the database can't be reached", async () => {
        const { server } = await makeActive({ DATABASE_PORT: "1" });
        const answer = await server.inject(`/payments/${paymentIdOf("unreachable")}`);
        expect(answer.statusCode).toBe(503);
      });
    });

    test("other paths are 404", async () => {
      const { server } = await makeActive();
      expect((await server.inject("/")).json()).toMatchObject({ status: 404 });
    });

    test("no card number and no password got into any line of the log of these tests", async () => {
      const { server } = await makeActive();
      const headers = { "x-amzn-trace-id": `Root=${CARD_NUMBER}` };
      await server.inject({ url: `/payments/${CARD_NUMBER}?card=${CARD_NUMBER}`, headers });
      server.log.error({ err: new Error(`card ${CARD_NUMBER}`), body: { number: CARD_NUMBER } }, "made up");
      server.log.error({ database: { password: "first" } }, "made up");
      expect(logLines.length).toBeGreaterThan(100);
      for (const line of logLines) {
        expect(line).not.toContain(CARD_NUMBER);
        expect(line).not.toContain('"first"');
        expect(JSON.parse(line)).toMatchObject({ system: "payments", time: expect.any(String) as string });
      }
      expect(logLines.filter((line) => line.includes('"message":"card [card number]"'))).toHaveLength(1);
    });
  });
});

function verdictItem(paymentId: string) {
  return {
    id: { S: `payment#${paymentId}` },
    verdict: { S: "rejected" },
    reasons: { L: [{ S: "card-expired" }] },
    cardLastFour: { S: "1111" },
    validatedAt: { S: "2026-11-21T15:00:00.000Z" },
  };
}
