import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { paymentIdOf } from "../../../src/service/payments/payment-request";
import { describeService } from "./stage";
import { CARD_NUMBER, OWN_REGION, paymentRequest } from "./support";

describeService("payments", "111122226666", (stage) => {
  describe("POST /payments", () => {
    test("stores the payment, tells the validation and answers with its id", async () => {
      const { server } = await stage.makeActive();
      const key = "whole-payment";
      const answer = await server.inject(paymentRequest(key));
      const paymentId = paymentIdOf(key);
      expect(answer.json()).toEqual({ paymentId, status: "accepted" });
      expect(answer.statusCode).toBe(202);
      expect(answer.headers.location).toBe(`/payments/${paymentId}`);
      const [row] = await stage.payments(key);
      expect(row).toEqual({
        id: paymentId,
        idempotency_key: key,
        amount: "12.50",
        currency: "EUR",
        card_last_four: "1111",
        card_expiry: new Date(2030, 11, 1),
        epoch: String(stage.epoch),
        created_at: expect.any(Date) as Date,
      });
      expect(await stage.world.messages()).toEqual([
        {
          paymentId,
          idempotencyKey: key,
          amount: { value: "12.50", currency: "EUR" },
          card: { number: CARD_NUMBER, expiryMonth: 12, expiryYear: 2030 },
          epoch: stage.epoch,
          createdAt: (row as { created_at: Date }).created_at.toISOString(),
        },
      ]);
    });

    test("is 503 on a standby, says why and when to come again, and stores nothing", async () => {
      const { server } = await stage.makeActive({ SITE: "dr" });
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
        detail: "This site takes no writes now.",
        site: "dr",
        role: "standby",
        epoch: stage.epoch,
        reasons: ["the active site is primary"],
      });
      expect(await stage.world.messages()).toEqual([]);
    });

    test("is 503 on a standby for a wrong request, too", async () => {
      const { server } = await stage.makeActive({ SITE: "dr" });
      expect((await server.inject(paymentRequest("x", { card: undefined }))).statusCode).toBe(503);
    });

    test("is 503 before the role is known", async () => {
      const { server } = await stage.make();
      const answer = await server.inject(paymentRequest("without-a-role"));
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({ role: "unknown", epoch: null });
    });

    test("is 400 with every problem of the request", async () => {
      const { server } = await stage.makeActive();
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
      const { server } = await stage.makeActive();
      const headers = { "idempotency-key": "strange-body", "content-type": type };
      const answer = await server.inject({ method: "POST", url: "/payments", headers, payload });
      expect(answer.json()).toMatchObject({ status });
      expect(answer.statusCode).toBe(status);
      expect(answer.body).not.toContain(CARD_NUMBER);
    });

    test("answers a repetition with the same id, and asks the validation again", async () => {
      const { server } = await stage.makeActive();
      const first = await server.inject(paymentRequest("repeated-request"));
      const second = await server.inject(paymentRequest("repeated-request"));
      expect(second.json()).toEqual(first.json());
      expect(second.statusCode).toBe(202);
      const [one, two, ...more] = await stage.world.messages();
      expect(two).toEqual(one);
      expect(more).toEqual([]);
      expect(await stage.payments("repeated-request")).toHaveLength(1);
    });

    test("takes 12.5 for a repetition of 12.50, and tells the validation what it told before", async () => {
      const { server } = await stage.makeActive();
      await server.inject(paymentRequest("same-amount"));
      const again = paymentRequest("same-amount", { amount: { value: "12.5", currency: "EUR" } });
      expect((await server.inject(again)).statusCode).toBe(202);
      const [one, two] = await stage.world.messages();
      expect(two).toEqual(one);
    });

    test("asks the validation no more when there is a verdict", async () => {
      const { server } = await stage.makeActive();
      await server.inject(paymentRequest("judged-already"));
      await stage.judge(paymentIdOf("judged-already"));
      await stage.world.messages();
      expect((await server.inject(paymentRequest("judged-already"))).statusCode).toBe(202);
      expect(await stage.world.messages()).toEqual([]);
    });

    test("stores one payment when the same request comes 20 times at once", async () => {
      const { server } = await stage.makeActive();
      const request = () => server.inject(paymentRequest("many-at-once"));
      const answers = await Promise.all(Array.from({ length: 20 }, request));
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]));
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      expect(await stage.payments("many-at-once")).toHaveLength(1);
    });

    test.each([
      ["amount", { amount: { value: "12.51", currency: "EUR" } }],
      ["currency", { amount: { value: "12.50", currency: "USD" } }],
      ["card", { card: { number: "4000000000000002", expiryMonth: 12, expiryYear: 2030 } }],
      ["expiry", { card: { number: CARD_NUMBER, expiryMonth: 11, expiryYear: 2030 } }],
    ])("is 409 for the same key with another %s", async (what, changes) => {
      const { server } = await stage.makeActive();
      const key = `another-${what}`;
      await server.inject(paymentRequest(key));
      await stage.world.messages();
      const answer = await server.inject(paymentRequest(key, changes));
      expect(answer.statusCode).toBe(409);
      expect(await stage.world.messages()).toEqual([]);
      // The connection is still good for the next one.
      expect((await server.inject(paymentRequest(key))).statusCode).toBe(202);
    });

    test("says so when the queue failed after the commit; the repetition mends it", async () => {
      const { server } = await stage.makeActive();
      const queues = new SQSClient({ region: OWN_REGION });
      await queues.send(new DeleteQueueCommand({ QueueUrl: stage.world.variables.VALIDATION_QUEUE_URL }));
      const request = paymentRequest("not-queued");
      const failed = await server.inject(request).finally(async () => {
        await queues.send(new CreateQueueCommand({ QueueName: "validation" }));
      });
      const paymentId = paymentIdOf("not-queued");
      expect(failed.statusCode).toBe(503);
      expect(failed.headers["retry-after"]).toBe("5");
      expect(failed.json()).toMatchObject({ paymentId, detail: expect.stringMatching(/Repeat/) as string });
      expect(await stage.payments("not-queued")).toHaveLength(1);

      const repeated = await server.inject(request);
      expect(repeated.json()).toEqual({ paymentId, status: "accepted" });
      expect(await stage.world.messages()).toMatchObject([{ paymentId }]);
    });
  });

  describe("GET /payments/:id", () => {
    test("tells the payment, and that it is pending", async () => {
      const { server } = await stage.makeActive();
      await server.inject(paymentRequest("to-be-read"));
      const paymentId = paymentIdOf("to-be-read");
      const answer = await server.inject(`/payments/${paymentId}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({
        paymentId,
        amount: { value: "12.50", currency: "EUR" },
        cardLastFour: "1111",
        epoch: stage.epoch,
        createdAt: expect.stringMatching(/Z$/) as string,
        validation: { status: "pending" },
      });
    });

    test("tells the verdict, on a standby without a writer, too", async () => {
      const active = await stage.makeActive();
      await active.server.inject(paymentRequest("read-on-standby"));
      const paymentId = paymentIdOf("read-on-standby");
      await stage.judge(paymentId);
      const standby = await stage.makeActive({ SITE: "dr", DATABASE_HOST: "writer.invalid" });
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
      const { server } = await stage.makeActive({ VERDICT_TABLE: "missing" });
      await server.inject(paymentRequest("no-verdict-table"));
      const answer = await server.inject(`/payments/${paymentIdOf("no-verdict-table")}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({ validation: { status: "unavailable" } });
    });

    test.each([[paymentIdOf("never-sent")], ["1"], [CARD_NUMBER]])("is 404 for %s", async (id) => {
      const { server } = await stage.makeActive();
      const answer = await server.inject(`/payments/${id}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ status: 404, title: "Not Found" });
    });

    test("is 503 where the database can't be reached", async () => {
      const { server } = await stage.makeActive({ DATABASE_PORT: "1" });
      const answer = await server.inject(`/payments/${paymentIdOf("unreachable")}`);
      expect(answer.statusCode).toBe(503);
    });
  });

  test("no card number and no password got into any line of the log of these tests", async () => {
    const { server } = await stage.makeActive();
    const headers = { "x-amzn-trace-id": `Root=${CARD_NUMBER}` };
    await server.inject({ url: `/payments/${CARD_NUMBER}?card=${CARD_NUMBER}`, headers });
    server.log.error({ err: new Error(`card ${CARD_NUMBER}`), body: { number: CARD_NUMBER } }, "made up");
    server.log.error({ database: { password: "first" } }, "made up");
    expect(stage.logLines.length).toBeGreaterThan(100);
    for (const line of stage.logLines) {
      expect(line).not.toContain(CARD_NUMBER);
      expect(line).not.toContain('"first"');
      expect(JSON.parse(line)).toMatchObject({ system: "payments", time: expect.any(String) as string });
    }
    expect(stage.logLines.filter((line) => line.includes('"message":"card [card number]"'))).toHaveLength(1);
  });
});
