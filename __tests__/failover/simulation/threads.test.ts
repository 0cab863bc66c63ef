import { pays, Threads } from "../../../src/failover/simulation/parallel/threads";
import { SCENARIOS } from "../../../src/failover/simulation/scenarios";
import { simulate } from "../../../src/failover/simulation/simulate";
import { readSubject } from "../../../src/failover/simulation/subject";
import { synthesizedPayments } from "./payments";

const { signal } = new AbortController();
const subject = synthesizedPayments();
const common = { scenario: "region-loss", seed: 1, humanMinutes: 10, runs: 4 };

describe("runs in threads", () => {
  it("come out as they do one after the other", async () => {
    const done: number[] = [];
    const reports = await new Threads(2).run({
      ...common,
      subject,
      signal,
      onRun: (count) => done.push(count),
    });
    const scenario = SCENARIOS.find(({ name }) => name === common.scenario)!;
    const { runs } = await simulate({ ...common, scenario, subject: readSubject(subject) });

    expect(reports).toEqual(runs);
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it("can be given up", async () => {
    const enough = AbortSignal.abort(new Error("enough"));

    await expect(new Threads(2).run({ ...common, subject, signal: enough, onRun: () => {} })).rejects.toThrow(
      "enough",
    );
  });

  it("tell what went wrong", async () => {
    await expect(
      new Threads(2).run({ ...common, scenario: "rain", subject, signal, onRun: () => {} }),
    ).rejects.toThrow("there is no scenario rain");
  });

  it("pay for many runs only", () => {
    expect([pays(3), pays(1_000)]).toEqual([false, true]);
  });
});
