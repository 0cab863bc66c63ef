import { measure } from "../../../src/functions/probe-site/measure";
import type { Answer } from "../../../src/functions/probe-site/site-client";
import { VirtualClock } from "../virtual-clock";
import { answer, inTurn } from "./answers";

const acknowledged = { written: "2026-11-03T10:00:40.000Z", epoch: 1 };
const atDr = answer(200, { site: "dr", mayWrite: true });
const found = (written: string, epoch = 1) => answer(200, { name: "standby-1", written, epoch });

function run(
  ready: Answer | readonly Answer[],
  canary: Answer,
  newest: typeof acknowledged | undefined = acknowledged,
) {
  const asked: unknown[] = [];
  const clock = new VirtualClock();
  const props = {
    site: "dr" as const,
    epoch: 2,
    service: { ready: inTurn(...[ready].flat()) },
    own: {
      readCanary: (name: string) => {
        asked.push(name);
        return Promise.resolve(canary);
      },
    },
    canaries: {
      newestBefore: (epoch: number) => {
        asked.push(epoch);
        return Promise.resolve(newest);
      },
    },
  };
  return { result: measure(props, clock), asked, clock };
}

test.each([
  { when: "all has come over", written: "2026-11-03T10:00:40.000Z", lostSeconds: 0 },
  { when: "more has come over than was acknowledged", written: "2026-11-03T10:00:50.000Z", lostSeconds: 0 },
  { when: "the last ten seconds are lost", written: "2026-11-03T10:00:30.000Z", lostSeconds: 10 },
])("$lostSeconds s are lost where $when", async ({ written, lostSeconds }) => {
  const { result, asked } = run(atDr, found(written));
  await expect(result).resolves.toEqual({
    answers: true,
    site: "dr",
    lostSeconds,
    evidence: ["said 200", `canary acknowledged at ${acknowledged.written}, found ${written}`],
  });
  // Of the epoch before the takeover's, under the name that the old site's canary had.
  expect(asked).toEqual([2, "standby-1"]);
});

test.each([
  ["there is no such canary", answer(404)],
  ["the site says nothing", answer(undefined)],
  ["the answer makes no sense", answer(200, { written: "yesterday" })],
  ["the new site has written one already", found("2026-11-03T10:05:00.000Z", 5)],
])("the loss is not known where %s", async (_what, canary) => {
  await expect(run(atDr, canary).result).resolves.toMatchObject({ lostSeconds: null, answers: true });
});

test("the loss is not known where nothing was acknowledged before", async () => {
  const props = {
    site: "dr" as const,
    epoch: 2,
    service: { ready: inTurn(atDr) },
    own: { readCanary: inTurn(answer(200)) },
    canaries: { newestBefore: () => Promise.resolve(undefined) },
  };
  await expect(measure(props, new VirtualClock())).resolves.toMatchObject({
    lostSeconds: null,
    evidence: ["said 200", "no canary was acknowledged before the takeover"],
  });
});

test("waits until callers arrive at the new site", async () => {
  const atPrimary = answer(200, { site: "primary", mayWrite: true });
  const { result, clock } = run([answer(503), atPrimary, atDr], found(acknowledged.written));
  await expect(result).resolves.toMatchObject({ answers: true, site: "dr" });
  expect(clock.waits).toEqual([5_000, 5_000]);
});

test.each([
  ["the old site", answer(200, { site: "primary", mayWrite: true }), true, "primary"],
  ["a site that takes no writes", answer(503, { site: "primary", mayWrite: false }), false, "primary"],
  ["nobody", answer(undefined), false, null],
  ["somebody else", answer(503, "<html>"), false, null],
])("says after 50 s that the name leads to %s", async (_what, ready, answers, site) => {
  const { result, clock } = run(ready, found(acknowledged.written));
  await expect(result).resolves.toMatchObject({ answers, site });
  expect(clock.waits.reduce((sum, wait) => sum + wait)).toBe(50_000);
});
