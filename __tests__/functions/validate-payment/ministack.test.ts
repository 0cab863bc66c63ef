import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeWithMinistack, startMinistack, useMinistack, type Ministack } from "../../support/ministack";
import { LocalSite } from "./local-site";
import { CARD_NUMBER, OTHER_PAYMENT, PAYMENT, body, request } from "./requests";

/** The runtime of Lambda brings the AWS SDK along; that of the local AWS finds it here. */
const NODE_PATH = join(__dirname, "../../../node_modules");

// The zip itself runs: the local AWS starts it with Node, and feeds it from the queue.
describeWithMinistack("the payment validation in a local AWS", () => {
  let ministack: Ministack;
  let accounts = 0;
  let site: LocalSite;

  beforeAll(async () => {
    ministack = await startMinistack({ NODE_PATH });
  });

  afterAll(() => ministack.stop());

  beforeEach(async () => {
    const account = String(111122220000 + ++accounts);
    useMinistack(ministack, account);
    site = new LocalSite(account);
    await site.addBucket();
    await site.addFunction();
  });

  test("accepts a payment: one verdict that the service can read, one entry in the log", async () => {
    await site.addTable();
    await site.send(body());
    const verdict = await site.judged(PAYMENT);
    expect(verdict).toEqual({
      id: `payment#${PAYMENT}`,
      verdict: "accepted",
      reasons: [],
      cardLastFour: "1111",
      validatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      expiration: Math.floor(Date.parse(verdict.validatedAt) / 1000) + 30 * 86_400,
    });
    await site.emptied();
    const log = await site.log();
    expect(Object.keys(log)).toEqual([`transactions/2026/11/03/${PAYMENT}.json`]);
    const { paymentId, idempotencyKey, amount, epoch, createdAt } = request();
    expect(JSON.parse(Object.values(log)[0] ?? "")).toEqual({
      ...{ paymentId, idempotencyKey, amount, epoch, createdAt },
      ...{ verdict: "accepted", reasons: [], cardLastFour: "1111", validatedAt: verdict.validatedAt },
    });
  });

  test("rejects a payment with every reason, and a malformed one that names its payment", async () => {
    await site.addTable();
    const { card } = request();
    const wrong = { amount: { value: "10000.001", currency: "USD" }, card: { ...card, expiryYear: 2025 } };
    const malformed = { ...request({ paymentId: OTHER_PAYMENT }), epoch: "one" };
    await site.send(body(wrong), JSON.stringify(malformed));
    await expect(site.judged(PAYMENT)).resolves.toMatchObject({
      verdict: "rejected",
      reasons: ["amount-decimal-places", "amount-above-limit", "card-expired"],
    });
    await expect(site.judged(OTHER_PAYMENT)).resolves.toMatchObject({
      verdict: "rejected",
      reasons: ["malformed:epoch"],
    });
  });

  test("judges once what is delivered twice, at the same time and later", async () => {
    await site.addTable();
    await site.send(body(), body());
    const first = await site.judged(PAYMENT);
    await site.emptied();
    const log = await site.log();
    await site.send(body());
    await site.emptied();
    await expect(site.verdictOn(PAYMENT)).resolves.toEqual(first);
    await expect(site.log()).resolves.toEqual(log);
    await expect(site.items()).resolves.toHaveLength(2);
  });

  test("rejects a second payment under the idempotency key of a first", async () => {
    await site.addTable();
    await site.send(body({ idempotencyKey: "order" }));
    const first = await site.judged(PAYMENT);
    await site.emptied();
    await site.send(body({ idempotencyKey: "order", paymentId: OTHER_PAYMENT }));
    await expect(site.judged(OTHER_PAYMENT)).resolves.toMatchObject({
      verdict: "rejected",
      reasons: ["idempotency-key-reused"],
    });
    await expect(site.verdictOn(PAYMENT)).resolves.toEqual(first);
  });

  test("deals with the good messages of a batch, and puts by the one that names no payment", async () => {
    await site.addTable();
    const poison = `{"number":"${CARD_NUMBER}`;
    await site.send(body(), poison, body({ paymentId: OTHER_PAYMENT }));
    await expect(site.putBy()).resolves.toBe(poison);
    await expect(site.verdictOn(PAYMENT)).resolves.toMatchObject({ verdict: "accepted" });
    await expect(site.verdictOn(OTHER_PAYMENT)).resolves.toMatchObject({ verdict: "accepted" });
    expect(Object.keys(await site.log())).toHaveLength(2);
  });

  test("tries again as long as the table can't be reached", async () => {
    await site.send(body());
    // Longer than a message stays hidden: by then it was handed out once, and was not dealt with.
    await sleep(1500);
    await expect(site.waiting()).resolves.toBe(1);
    await expect(site.log()).resolves.toEqual({});
    await site.addTable();
    await expect(site.judged(PAYMENT)).resolves.toMatchObject({ verdict: "accepted" });
  });

  test("keeps the card number nowhere", async () => {
    await site.addTable();
    const { card } = request();
    const expired = { paymentId: OTHER_PAYMENT, card: { ...card, expiryYear: 2001 } };
    await site.send(body(), body(expired));
    await Promise.all([site.judged(PAYMENT), site.judged(OTHER_PAYMENT)]);
    await site.emptied();
    const stored = JSON.stringify([await site.items(), await site.log()]);
    expect(stored).toContain("1111");
    expect(stored).not.toContain(CARD_NUMBER.slice(0, 12));
  });
});
