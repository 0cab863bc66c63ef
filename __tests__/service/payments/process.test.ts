import { paymentIdOf } from "../../../src/service/payments/payment-request";
import { describeBundled, expectMessages, expectOrderlyEnd } from "../bundled";
import { ask, until, type Answer, type Running } from "../process";
import { freePort } from "../world";
import { CARD_NUMBER, makePaymentsWorld, paymentRequest } from "./support";

const props = {
  system: "payments",
  readyPath: "/ready",
  makeWorld: () => makePaymentsWorld("111122225555"),
} as const;

describeBundled("the bundled service as a process", props, (bundled) => {
  const start = (changes: Readonly<Record<string, string>> = {}) =>
    bundled.start({ ROLE_POLL_SECONDS: "1", ...changes });
  let epoch = 1;

  test("takes a payment over TLS, stops writing when the role moves, and logs no card number", async () => {
    const service = await start();
    expect(await ask(service, "/health")).toMatchObject({ status: 200, protocol: "TLSv1.3" });
    const taken = await pay(service, "over-tls-1");
    expect(taken).toMatchObject({ status: 202, body: { paymentId: paymentIdOf("over-tls-1") } });
    expect(await bundled.world.messages()).toMatchObject([{ idempotencyKey: "over-tls-1" }]);
    await bundled.world.setRole({ activeSite: "dr", epoch: ++epoch });
    await until(async () => (await ask(service, "/ready")).status === 503, service.output);
    expect(await pay(service, "over-tls-2")).toMatchObject({ status: 503, body: { role: "standby" } });
    await bundled.world.setRole({ activeSite: "primary", epoch: ++epoch });
    await until(async () => (await ask(service, "/ready")).status === 200, service.output);
    expect(await pay(service, "over-tls-2")).toMatchObject({ status: 202 });
    expectMessages(await expectOrderlyEnd(bundled, service));
    expect(service.output()).not.toContain(CARD_NUMBER);
  });

  test("stops writing by itself when the role record can't be read any more", async () => {
    const service = await start({ ROLE_GRACE_SECONDS: "5" });
    await bundled.world.setRole(undefined);
    expect(await pay(service, "within-the-grace")).toMatchObject({ status: 202 });
    await until(async () => (await ask(service, "/ready")).status === 503, service.output);
    expect(await pay(service, "after-the-grace")).toMatchObject({ status: 503, body: { role: "unknown" } });
    expect(await ask(service, "/health")).toMatchObject({ status: 200 });
    await bundled.world.setRole({ activeSite: "primary", epoch });
    await until(async () => (await ask(service, "/ready")).status === 200, service.output);
  });

  test.each(["SIGTERM", "SIGINT"] as const)("finishes what runs when it gets %s", async (signal) => {
    const service = await start();
    const answer = await bundled.world.whileBlocked(
      () => pay(service, `running-at-${signal}`),
      async () => {
        service.child.kill(signal);
        await until(() => service.output().includes('"message":"stopping"'), service.output);
        await expect(ask(service, "/health")).rejects.toThrow(/ECONNREFUSED/);
        expect(service.child.exitCode).toBeNull();
      },
    );
    expect(answer).toMatchObject({ status: 202 });
    expect(await service.ended).toBe(0);
  });

  test("ends with code 1 when what runs is not finished in time", async () => {
    const service = await start({ STOP_TIMEOUT_SECONDS: "1" });
    const broken = await bundled.world.whileBlocked(
      () => pay(service, "running-too-long").catch((error: Error) => error.message),
      async () => {
        service.child.kill("SIGTERM");
        expect(await service.ended).toBe(1);
      },
    );
    expect(broken).toMatch(/socket hang up|ECONNRESET/);
    expect(service.output()).toContain("requests were still running when the time to stop was over");
  });

  test("does not start with wrong settings, and says all that is wrong", async () => {
    const { ended, output } = bundled.run("service.js", { SITE: "third", PORT: "0" });
    expect(await ended).toBe(1);
    expect(output()).toMatch(
      /^The service can't start:\n {2}SYSTEM is missing\n {2}SITE \("third"\) must be/,
    );
    expect(output()).toContain('PORT ("0") must be a whole number from 1 to 65535');
    expect(output()).not.toMatch(/\n\s+at /);
  });

  test("speaks plain HTTP where it is told to", async () => {
    const port = await freePort();
    const variables = { ...bundled.world.variables, PLAIN_HTTP: "true", PORT: String(port) };
    const service = bundled.run("service.js", variables);
    await until(async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok, service.output);
    const health = bundled.run("health.js", { PLAIN_HTTP: "true", PORT: String(port) });
    expect(await health.ended).toBe(0);
  });

  test("the health check fails where nobody listens", async () => {
    expect(await bundled.run("health.js", { PORT: String(await freePort()) }).ended).toBe(1);
  });
});

function pay(service: Running, key: string): Promise<Answer> {
  const { method, headers, payload } = paymentRequest(key);
  return ask(
    service,
    "/payments",
    { method, headers: { ...headers, "content-type": "application/json" } },
    JSON.stringify(payload),
  );
}
