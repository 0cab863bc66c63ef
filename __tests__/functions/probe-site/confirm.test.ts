import { confirm } from "../../../src/functions/probe-site/confirm";
import type { Answer } from "../../../src/functions/probe-site/site-client";
import { VirtualClock } from "../virtual-clock";
import { answer, inTurn } from "./answers";

const dead = answer(undefined);
const good = answer(200);
const refused = answer(503);

function unreachable(health: readonly Answer[], verdict?: readonly string[]) {
  const clock = new VirtualClock();
  const begin = clock.now().getTime();
  const other = { health: inTurn(...health), ready: inTurn(good), writeCanary: inTurn(good) };
  const asked = verdict && { read: inTurn(...verdict) };
  return {
    result: confirm({ suspicion: "unreachable", other, verdict: asked }, clock),
    seconds: () => (clock.now().getTime() - begin) / 1000,
  };
}

describe("unreachable", () => {
  test("is lost where three probes fail and Route 53's checkers say so", async () => {
    const { result } = unreachable([dead], ["unhealthy"]);
    await expect(result).resolves.toEqual({
      lost: true,
      evidence: [dead.said, dead.said, dead.said, "checkers of Route 53: unhealthy"],
    });
  });

  test("a site that answers with errors only is lost as well", async () => {
    await expect(unreachable([refused], ["unhealthy"]).result).resolves.toMatchObject({ lost: true });
  });

  test("waits for checkers that lag behind", async () => {
    const { result, seconds } = unreachable([dead], ["healthy", "healthy", "unhealthy"]);
    await expect(result).resolves.toMatchObject({ lost: true });
    expect(seconds()).toBe(2 + 8);
  });

  test("is not lost where only we don't reach it", async () => {
    const { result, seconds } = unreachable([dead], ["healthy"]);
    await expect(result).resolves.toMatchObject({
      lost: false,
      evidence: expect.arrayContaining(["checkers of Route 53: healthy"]) as string[],
    });
    // Who has called gives up after 30 s.
    expect(seconds()).toBe(2 + 20);
  });

  test("has an answer after 25 s, however long the probes take", async () => {
    const clock = new VirtualClock();
    const begin = clock.now().getTime();
    const slowly = () => {
      clock.pass(3_000);
      return Promise.resolve(dead);
    };
    const other = { health: slowly, ready: slowly, writeCanary: slowly };
    const verdict = { read: inTurn("healthy") };
    await expect(confirm({ suspicion: "unreachable", other, verdict }, clock)).resolves.toMatchObject({
      lost: false,
    });
    expect((clock.now().getTime() - begin) / 1000).toBe(9 + 2 + 12);
  });

  test("is not lost where nobody confirms it", async () => {
    await expect(unreachable([dead], ["no verdict: queryTxt ENOTFOUND"]).result).resolves.toEqual({
      lost: false,
      evidence: [dead.said, dead.said, dead.said, "checkers of Route 53: no verdict: queryTxt ENOTFOUND"],
    });
  });

  test("one answer is enough to be there, whatever the checkers say", async () => {
    const { result } = unreachable([dead, dead, good], ["unhealthy"]);
    await expect(result).resolves.toEqual({ lost: false, evidence: [dead.said, dead.said, good.said] });
  });

  test("a site that nobody else watches is lost by our own probes", async () => {
    await expect(unreachable([dead]).result).resolves.toEqual({
      lost: true,
      evidence: [dead.said, dead.said, dead.said, "nobody else watches this site"],
    });
  });
});

describe("not writing", () => {
  const names = new Set<string>();
  const notWriting = (writes: readonly Answer[], ready: Answer) => {
    const next = inTurn(...writes);
    const other = {
      health: inTurn(good),
      ready: inTurn(ready),
      writeCanary: (name: string) => {
        names.add(name);
        return next();
      },
    };
    return confirm({ suspicion: "not-writing", other, verdict: undefined }, new VirtualClock());
  };

  test.each([
    ["it knows that", refused],
    ["it says nothing", dead],
  ])("is lost where it takes no writes and %s", async (_what, ready) => {
    await expect(notWriting([refused], ready)).resolves.toEqual({
      lost: true,
      evidence: [refused.said, refused.said, refused.said, ready.said],
    });
  });

  test("is not lost where it calls itself ready", async () => {
    await expect(notWriting([refused], good)).resolves.toMatchObject({ lost: false });
  });

  test("is not lost where one write goes through", async () => {
    await expect(notWriting([refused, good], refused)).resolves.toEqual({
      lost: false,
      evidence: [refused.said, good.said],
    });
  });

  test("leaves alone the canaries that measure losses", () => {
    expect([...names]).toEqual(["standby-confirm"]);
  });
});
