import { probe, type ProbeProps } from "../../../src/functions/probe-site/probe";
import type { Seen } from "../../../src/functions/probe-site/publish";
import type { Answer } from "../../../src/functions/probe-site/site-client";
import { VirtualClock } from "../virtual-clock";
import { answer } from "./answers";

const dead = answer(undefined);
const good = answer(200);
const refused = answer(503);
const earlier = { written: "2026-11-03T09:59:50.000Z", epoch: 1 };

/** What a run works with, and what came of it. */
function bench(given: Partial<ProbeProps> & { readonly health?: Answer; readonly canary?: Answer } = {}) {
  const clock = new VirtualClock();
  const { health = good, canary = good, ...props } = given;
  const seen: Seen[] = [];
  const remembered: unknown[] = [];
  const asked: string[] = [];
  const site = (name: string) => ({
    health: () => {
      asked.push(`${name}/health at ${clock.now().toISOString()}`);
      return Promise.resolve(health);
    },
    writeCanary: (slot: string, written: string) => {
      asked.push(`${name}/${slot} ${written}`);
      return Promise.resolve(canary);
    },
  });
  const all: ProbeProps = {
    readRecord: () => Promise.resolve({ active_site: "primary", epoch: 1 }),
    sites: { primary: site("primary"), dr: site("dr") },
    canaries: {
      newest: () => Promise.resolve(earlier),
      remember: (next, newest) => {
        remembered.push([next, newest]);
        return Promise.resolve();
      },
    },
    publish: (what) => {
      seen.push(what);
      return Promise.resolve();
    },
    ...props,
  };
  return { clock, seen, remembered, asked, run: () => probe(all, clock) };
}

test("looks at the active site every 10 s, from the beginning of the minute to 50 s", async () => {
  const { run, asked, seen, remembered } = bench();
  await run();
  const times = [0, 10, 20, 30, 40, 50].map(
    (second) => `2026-11-03T10:00:${String(second).padStart(2, "0")}.000Z`,
  );
  expect(asked).toEqual(times.flatMap((time) => [`primary/health at ${time}`, `primary/standby-1 ${time}`]));
  expect(seen).toEqual(times.map(() => ({ answers: true, writes: true })));
  expect(remembered).toEqual(times.map((written) => [{ written, epoch: 1 }, earlier]));
});

test.each([
  { what: "a dead site", health: dead, canary: dead, answers: false },
  { what: "a site that takes no writes", health: good, canary: refused, answers: true },
  { what: "a load balancer without a site behind it", health: refused, canary: refused, answers: false },
])("tells of $what, and acknowledges nothing", async ({ health, canary, answers }) => {
  const { run, seen, remembered } = bench({ health, canary });
  await run();
  expect(seen).toHaveLength(6);
  expect(new Set(seen.map((what) => JSON.stringify(what)))).toEqual(
    new Set([JSON.stringify({ answers, writes: false })]),
  );
  expect(remembered).toEqual([]);
});

test("goes over to the other site in the round after roles have moved", async () => {
  let reads = 0;
  const { run, asked } = bench({
    readRecord: () =>
      Promise.resolve(++reads < 4 ? { active_site: "primary", epoch: 1 } : { active_site: "dr", epoch: 2 }),
  });
  await run();
  const canaries = asked.filter((what) => what.includes("standby-")).map((what) => what.split(" ")[0]);
  expect(canaries).toEqual([
    ...["primary/standby-1", "primary/standby-1", "primary/standby-1"],
    ...["dr/standby-2", "dr/standby-2", "dr/standby-2"],
  ]);
});

test("tells nothing of a system that has never served", async () => {
  const canaries = { newest: () => Promise.resolve(undefined), remember: () => Promise.resolve() };
  const never = bench({ canary: refused, health: refused, canaries });
  await never.run();
  expect(never.seen).toEqual([]);
  const first = bench({ canaries });
  await first.run();
  expect(first.seen).toHaveLength(6);
});

test("tells nothing where it does not know who is active, goes on, and says so in the end", async () => {
  let reads = 0;
  const { run, seen } = bench({
    readRecord: () =>
      ++reads === 2
        ? Promise.reject(new Error("no record"))
        : Promise.resolve({ active_site: "primary" as const, epoch: 1 }),
  });
  await expect(run()).rejects.toMatchObject({
    name: "AggregateError",
    message: "1 rounds have told nothing",
    errors: [expect.objectContaining({ message: "no record" })],
  });
  expect(seen).toHaveLength(5);
});

test("leaves out rounds whose time has gone by, and keeps to the rhythm", async () => {
  const slow = bench({
    publish: () => {
      // The first round takes 25 s: those at 10 s is over, that at 20 s is late.
      if (slow.clock.waits.length === 0 && slow.asked.length === 2) slow.clock.pass(25_000);
      return Promise.resolve();
    },
  });
  await slow.run();
  const seconds = slow.asked.filter((what) => what.includes("health")).map((what) => what.slice(-7, -5));
  expect(seconds).toEqual(["00", "25", "30", "40", "50"]);
});
