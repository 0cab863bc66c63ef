import { inWords } from "../../../src/failover/objectives/in-words";
import { recoveryTime } from "../../../src/failover/objectives/recovery-time";
import { plan } from "../plans";

describe("recoveryTime", () => {
  it("adds up detection, critical path and propagation for a failover", () => {
    const { expectedSeconds, worstSeconds } = recoveryTime(plan(), "failover");

    // 40 + (10 + 90 + 20 + 1) + 60 + 30
    expect(expectedSeconds).toBe(251);
    // 80 + (20 + 300 + 40 + 2) + 120 + 60: in the worst case scaling is the longest.
    expect(worstSeconds).toBe(622);
  });

  it("counts no detection where somebody starts it", () => {
    const time = recoveryTime(plan(), "switchover");

    expect(time.legs.map(({ part }) => part)).toEqual(["step", "step", "propagation", "propagation"]);
    expect(time).toMatchObject({ expectedSeconds: 211, worstSeconds: 422 });
  });

  it("counts the steps alone for a re-protection", () => {
    expect(recoveryTime(plan(), "reprotect")).toMatchObject({ expectedSeconds: 3_600, worstSeconds: 7_200 });
  });

  it("names every part until callers arrive, and which of them costs time", () => {
    const { legs } = recoveryTime(plan(), "failover");

    expect(legs.map(({ title, isCritical }) => [title, isCritical.expected, isCritical.worst])).toEqual([
      ["Three probes fail", true, true],
      ["Do confirm", true, true],
      ["Do promote", true, false],
      ["Do scale", false, true],
      ["Do fence", false, false],
      ["Do verify", true, true],
      ["Do open", true, true],
      ["Route 53 follows the metric", true, true],
      ["Resolvers forget", true, true],
    ]);
    expect(legs[2]).toMatchObject({ worstSeconds: 240, grade: "published", source: "source of 90 s" });
  });

  it("says how much of the expected time is known how", () => {
    const { shares } = recoveryTime(plan(), "failover");

    expect(shares.measured).toBeCloseTo(30 / 251);
    expect(shares.published).toBeCloseTo(221 / 251);
    expect(shares.assumed).toBe(0);
  });

  it("has no shares of nothing", () => {
    const nothing = plan({ modes: { failover: [], switchover: [], reprotect: [] } });

    expect(recoveryTime(nothing, "reprotect")).toMatchObject({
      expectedSeconds: 0,
      shares: { measured: 0, published: 0, assumed: 0 },
    });
  });
});

describe("inWords", () => {
  it.each([
    [0, "0 s"],
    [0.2, "under 1 s"],
    [45, "45 s"],
    [59.6, "1 min"],
    [60, "1 min"],
    [250, "4 min 10 s"],
    [3_600, "1 h"],
    [7_515, "2 h 5 min"],
  ])("writes %d as %s", (seconds, text) => {
    expect(inWords(seconds)).toBe(text);
  });
});
