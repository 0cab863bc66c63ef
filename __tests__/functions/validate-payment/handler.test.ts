import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { LocalSite } from "./local-site";
import { CARD_NUMBER, OTHER_PAYMENT, PAYMENT, body, request } from "./requests";
import { eventOf, runBundled } from "./run-bundled";

const POISON = `{"paymentId":"${PAYMENT}","card":{"number":"${CARD_NUMBER}"`;

/** The lines of the output that are metrics. */
function metricsIn(output: string): Record<string, unknown>[] {
  const lines = output.split("\n").filter((line) => line.includes("CloudWatchMetrics"));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describeWithMinistack("the handler from the zip", () => {
  let site: LocalSite;
  useEmptyAccounts((account) => {
    site = new LocalSite(account);
  });

  const { card } = request();
  const rejected = { paymentId: OTHER_PAYMENT, card: { ...card, expiryYear: 2001 } };

  test("reports the messages that have to come again, and only those", async () => {
    await Promise.all([site.addTable(), site.addBucket()]);
    const { answers } = await runBundled(site.variables, [
      eventOf(body(), POISON, body(rejected)),
      eventOf(body()),
    ]);
    expect(answers).toEqual([
      { batchItemFailures: [{ itemIdentifier: "message-1" }] },
      { batchItemFailures: [] },
    ]);
  });

  test.each([
    ["the table", (local: LocalSite) => local.addBucket()],
    ["the bucket", (local: LocalSite) => local.addTable()],
  ])("reports every message while %s can't be reached", async (_what, prepare) => {
    await prepare(site);
    const { answers } = await runBundled(site.variables, [eventOf(body(), body(rejected))]);
    const failures = answers.flatMap(({ batchItemFailures }) => batchItemFailures);
    expect(failures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(["message-0", "message-1"]);
  });

  test("writes the entry that was missing in the log, from the verdict that stands", async () => {
    await site.addTable();
    await runBundled(site.variables, [eventOf(body())]);
    const standing = await site.verdictOn(PAYMENT);
    await site.addBucket();
    const lower = { ...site.variables, AMOUNT_LIMITS: '{"USD":"1"}' };
    await expect(runBundled(lower, [eventOf(body())])).resolves.toMatchObject({
      answers: [{ batchItemFailures: [] }],
    });
    await expect(site.verdictOn(PAYMENT)).resolves.toEqual(standing);
    const [entry = ""] = Object.values(await site.log());
    expect(JSON.parse(entry)).toMatchObject({ verdict: "accepted", validatedAt: standing?.validatedAt });
  });

  test("knows at one site what the other has judged, since the table is theirs together", async () => {
    await Promise.all([site.addTable(), site.addBucket()]);
    await runBundled(site.variables, [eventOf(body())]);
    const dr = { ...site.variables, AWS_LAMBDA_FUNCTION_NAME: "payments-validate-payment-dr-dev" };
    const { output } = await runBundled(dr, [eventOf(body())]);
    expect(metricsIn(output)).toMatchObject([{ PaymentsAccepted: 1, DuplicateMessages: 1 }]);
  });

  test("logs a malformed message without a time under the day on which it was sent", async () => {
    await Promise.all([site.addTable(), site.addBucket()]);
    await runBundled(site.variables, [eventOf(JSON.stringify({ ...request(), createdAt: "now" }))]);
    expect(Object.keys(await site.log())).toEqual([`transactions/2026/11/03/${PAYMENT}.json`]);
  });

  test("counts verdicts, duplicates and failures", async () => {
    await Promise.all([site.addTable(), site.addBucket()]);
    const { output } = await runBundled(site.variables, [
      eventOf(body(), POISON, body(rejected)),
      eventOf(body()),
    ]);
    const [first, second] = metricsIn(output);
    const common = { service: "validate-payment", _aws: expect.anything() as unknown };
    expect(first).toEqual({ ...common, PaymentsAccepted: 1, PaymentsRejected: 1, FailedMessages: 1 });
    expect(second).toEqual({ ...common, PaymentsAccepted: 1, DuplicateMessages: 1 });
    expect(JSON.stringify(first)).toContain('"Namespace":"Standby/Payments"');
  });

  test("says what it does about every message, and never a card number", async () => {
    await site.addTable();
    const unlogged = await runBundled(site.variables, [eventOf(body(), POISON, "null", CARD_NUMBER)]);
    await site.addBucket();
    const malformed = JSON.stringify({ ...request(rejected), card: CARD_NUMBER, amount: CARD_NUMBER });
    const spaced = body({ card: { ...card, number: "4111 1111 1111 1111" } });
    const logged = await runBundled(site.variables, [eventOf(body(), malformed, spaced)]);
    const output = unlogged.output + logged.output;
    for (const word of ["payment validated", "message not dealt with", "message-2", "NoSuchBucket"]) {
      expect(output).toContain(word);
    }
    expect(output.replaceAll(" ", "")).not.toContain(CARD_NUMBER.slice(0, 8));
  });
});
