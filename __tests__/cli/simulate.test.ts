import { simulateSystem, type SimulateRequest } from "../../src/cli/actions/simulate";
import { coloursFor } from "../../src/cli/host/output";
import { simulateText } from "../../src/cli/host/simulate-text";
import { systems } from "../../src/systems";
import { PROJECT } from "./support";

const plain = coloursFor({ write: () => undefined });
const dependencies = { root: PROJECT, variables: {}, systems };
const request: SimulateRequest = {
  system: "payments",
  what: "region-loss",
  runs: 3,
  seed: 1,
  humanMinutes: 10,
};

function simulated(more: Partial<SimulateRequest> = {}, signal = new AbortController().signal) {
  const progress: [number, number | undefined][] = [];
  const onProgress = (done: number, of: number | undefined) => progress.push([done, of]);
  return { progress, report: simulateSystem(dependencies, { ...request, ...more }, { signal, onProgress }) };
}

/** Of the request as it is: what is simulated once is enough for all. */
let standard: ReturnType<typeof simulated>;
beforeAll(() => {
  standard = simulated();
});

describe("the action", () => {
  it("simulates, and says how far it is", async () => {
    const { report, progress } = standard;

    expect(await report).toMatchObject({
      ok: true,
      exitCode: 0,
      environment: "dev",
      problems: [],
      failure: "",
    });
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it("repeats a single run", async () => {
    const [all, one] = [await standard.report, await simulated({ only: 2 }).report];

    expect(one.simulation?.runs).toEqual([all.simulation?.runs[2]]);
    expect(one.simulation?.shown?.timeline).not.toEqual([]);
  });

  it("fails where fewer runs meet the objectives than must", async () => {
    // Nobody is awake to say that it was enough of to and fro.
    const missed: Partial<SimulateRequest> = { what: "flapping", humanMinutes: 600 };

    await expect(simulated({ leastMetPercent: 100 }).report).resolves.toMatchObject({ exitCode: 0 });
    await expect(simulated({ ...missed, leastMetPercent: 0 }).report).resolves.toMatchObject({ exitCode: 0 });
    await expect(simulated({ ...missed, leastMetPercent: 99 }).report).resolves.toMatchObject({
      ok: false,
      exitCode: 1,
      failure: "objectives: both are met in 0 of 3 runs, and must be in 99 %",
    });
  });

  it.each<[string, Partial<SimulateRequest>, string]>([
    ["an unknown system", { system: "paiments" }, "Did you mean payments?"],
    ["an unknown scenario", { what: "rain" }, 'There is no scenario "rain". Scenarios: region-loss'],
  ])("reports %s", async (_what, more, message) => {
    const report = await simulated(more).report;

    expect(report).toMatchObject({ ok: false, exitCode: 1, failure: expect.stringContaining(message) });
    expect(simulateText(report, { verbose: false, timeline: false }, plain)).toBe("");
  });

  it("can be interrupted", async () => {
    await expect(simulated({}, AbortSignal.abort(new Error("Ctrl-C"))).report).rejects.toThrow("Ctrl-C");
  });
});

describe("the text", () => {
  it("has figures, shares and, where asked for, runs and the timeline", async () => {
    const report = await standard.report;
    const text = simulateText(report, { verbose: true, timeline: true }, plain);

    expect(text).toContain("payments, dev: region-loss, 3 runs, seed 1");
    expect(text).toContain("3 moved to the other site");
    expect(text).toMatch(/recovery time, median caller +│ +\d min/);
    expect(text).toMatch(/rest on assumed durations/);
    expect(text).toMatch(/run 2: moved, recovery/);
    expect(text).toContain("FAULT: the primary region answers nothing");
    expect(simulateText(report, { verbose: false, timeline: false }, plain)).not.toContain("FAULT");
  });

  it("shows the run that violates an invariant", async () => {
    const { simulation, ...report } = await standard.report;
    const violated = simulation?.shown;
    const text = simulateText(
      { ...report, ...(simulation && { simulation: { ...simulation, violated } }) },
      { verbose: false, timeline: false },
      plain,
    );

    expect(text).toContain(`Run ${violated?.number}, which violates an invariant`);
  });
});
