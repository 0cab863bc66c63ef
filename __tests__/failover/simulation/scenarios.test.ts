import { makeReference } from "../../../src/failover/simulation/make-reference";
import type { Reference } from "../../../src/failover/simulation/reference";
import { simulateRun, type RunReport } from "../../../src/failover/simulation/run";
import { SCENARIOS } from "../../../src/failover/simulation/scenarios";
import { simulate } from "../../../src/failover/simulation/simulate";
import { readSubject, type Subject } from "../../../src/failover/simulation/subject";
import { synthesizedPayments } from "./payments";

let subject: Subject;
let reference: Reference;

beforeAll(async () => {
  subject = readSubject(synthesizedPayments());
  reference = await makeReference(subject);
});

const scenarioOf = (name: string) => SCENARIOS.find((scenario) => scenario.name === name)!;

function simulated(name: string, number: number): Promise<RunReport> {
  return simulateRun({ subject, reference, scenario: scenarioOf(name), seed: 1, number, humanMinutes: 10 });
}

/** What was simulated already, by scenario: a run comes out the same each time. */
const known = new Map<string, RunReport[]>();

async function runs(name: string, count: number): Promise<RunReport[]> {
  const reports = known.get(name) ?? [];
  known.set(name, reports);
  while (reports.length < count) reports.push(await simulated(name, reports.length));
  return reports.slice(0, count);
}

describe("scenarios", () => {
  it.each(SCENARIOS.map(({ name }) => [name, name === "flapping" ? 3 : 12] as const))(
    "%s violates no invariant",
    async (name, count) => {
      const violations = (await runs(name, count)).flatMap((run) => run.violations);

      expect(violations).toEqual([]);
    },
  );

  it.each(["region-loss", "database-loss", "no-capacity"])("%s moves the roles, once", async (name) => {
    const found = await runs(name, 8);

    expect(found.map(({ outcome, moves }) => [outcome, moves])).toEqual(found.map(() => ["moved", 1]));
  });

  it("zone-loss never moves them, and callers are served again", async () => {
    const found = await runs("zone-loss", 12);

    expect(found.map(({ outcome }) => outcome)).toEqual(found.map(() => "stayed"));
    expect(Math.max(...found.map(({ callers }) => callers.median.recoverySeconds!))).toBeLessThanOrEqual(121);
  });

  it("no-capacity is served by fewer tasks", async () => {
    for (const { tasks } of await runs("no-capacity", 5)) {
      expect(tasks.running).toBeLessThan(tasks.wanted);
      expect(tasks.running).toBeGreaterThanOrEqual(2);
    }
  });

  it("database-loss is noticed later than region-loss: the database may mend itself", async () => {
    const [region, database] = [await runs("region-loss", 8), await runs("database-loss", 8)];
    const fastest = (found: RunReport[]) =>
      Math.min(...found.map(({ callers }) => callers.median.recoverySeconds!));

    expect(fastest(database)).toBeGreaterThan(fastest(region));
    expect(fastest(database)).toBeGreaterThan(180);
  });
});

describe("a run", () => {
  it("comes out the same for the same seed and number", async () => {
    expect(await simulated("region-loss", 0)).toEqual(await simulated("region-loss", 0));
  });

  it("says how all of its recovery time is known", async () => {
    for (const { shares, callers } of await runs("region-loss", 5)) {
      const { measured, published, assumed } = shares!;

      expect(measured + published + assumed).toBeCloseTo(callers.median.recoverySeconds!, 3);
    }
  });

  it("is slower for callers whose resolvers keep the old answer", async () => {
    for (const { callers } of await runs("region-loss", 5)) {
      expect(callers.slow.recoverySeconds).toBeGreaterThan(callers.median.recoverySeconds!);
    }
  });

  it("waits for a human where no alarm starts it", async () => {
    const byHumans = {
      ...subject,
      alarms: subject.alarms.map(({ input: _input, ...alarm }) => alarm),
    };
    const props = { subject: byHumans, reference, scenario: scenarioOf("region-loss"), seed: 1, number: 0 };
    const [quick, late] = [
      await simulateRun({ ...props, humanMinutes: 0 }),
      await simulateRun({ ...props, humanMinutes: 30 }),
    ];

    expect(quick.outcome).toBe("moved");
    expect(late.callers.median.recoverySeconds! - quick.callers.median.recoverySeconds!).toBeGreaterThan(
      1_500,
    );
  });
});

describe("the simulation of payments", () => {
  it("meets what was promised for the loss of the primary region", async () => {
    const scenario = scenarioOf("region-loss");
    const { summary, shown, violated } = await simulate({
      subject,
      scenario,
      runs: 150,
      seed: 1,
      humanMinutes: 10,
    });

    expect(violated).toBeUndefined();
    expect(summary.outcomes).toEqual({ moved: 150, stayed: 0, stopped: 0 });
    expect(summary.recovery!.p50).toBeLessThan(300);
    expect(summary.recovery!.p99).toBeLessThan(600);
    expect(shown!.timeline.map(({ text }) => text)).toContain("FAULT: the primary region answers nothing");
  });

  it("can be given up", async () => {
    const signal = AbortSignal.abort(new Error("enough"));

    await expect(
      simulate({ subject, scenario: scenarioOf("region-loss"), runs: 9, seed: 1, humanMinutes: 10, signal }),
    ).rejects.toThrow("enough");
  });
});
