import { objectives, report } from "../../src/cli/actions/objectives";
import { objectivesText } from "../../src/cli/host/objectives-text";
import { coloursFor } from "../../src/cli/host/output";
import { systems } from "../../src/systems";
import { plan, primaryPlan, seconds } from "../failover/plans";
import { emptyOthers, plannedPayments, unplannedPayments } from "./planned-system";
import { PROJECT } from "./support";

const plain = coloursFor({ write: () => undefined });
const both = [plan(), primaryPlan()];
const tooSlow = { objectives: { recoveryTimeMinutes: 4, recoveryPointMinutes: 5 } };

describe("the report", () => {
  it("has every direction with every mode", () => {
    const { sites, ok, exitCode } = report("dev", both);

    expect({ ok, exitCode }).toEqual({ ok: true, exitCode: 0 });
    expect(sites.map(({ site, region, startsItself }) => [site, region, startsItself])).toEqual([
      ["dr", "us-east-2", true],
      ["primary", "us-east-1", false],
    ]);
    expect(sites[1]?.times.map(({ mode, verdict }) => [mode, verdict])).toEqual([
      ["failover", "met"],
      ["switchover", undefined],
      ["reprotect", undefined],
    ]);
    expect(sites[1]).toMatchObject({ recoveryTimeTargetSeconds: 900, recoveryPointTargetSeconds: 300 });
  });

  it("fails where an expected case misses its objective", () => {
    const { ok, exitCode, problems, failure } = report("dev", [plan(tooSlow)]);

    expect({ ok, exitCode }).toEqual({ ok: false, exitCode: 1 });
    expect(problems).toEqual([{ message: expect.stringContaining("4 min 11 s as expected") }]);
    expect(failure).toContain("4 min 11 s as expected");
  });

  it("does not fail for a worst case, nor for what is waived", () => {
    const waived = report("dev", [plan({ ...tooSlow, waiver: "nobody pays at night" })]);

    expect(waived).toMatchObject({ ok: true, exitCode: 0, problems: [] });
    expect(waived.warnings).toHaveLength(1);
  });
});

describe("the text", () => {
  const text = objectivesText(report("dev", both), plain);

  it.each([
    "payments, dev: us-east-2 takes over. Objectives: recovery time 15 min, recovery point 5 min",
    "Nothing starts this failover by itself: the time until a human starts it comes on top.",
    "failover, the other region lost",
    "switchover, both regions alive",
    "failback, both regions alive",
    "re-protection, standing by again",
    "nothing bounds it; alarm",
    "payments-database-lag-critical-dr-dev",
    "S3 replication time control",
    "source of 90 s",
  ])("says: %s", (part) => {
    expect(text).toContain(part);
  });

  it("puts what costs no time in parentheses", () => {
    expect(text).toMatch(/Do scale +│ +\(1 min\) +│ +5 min /);
    expect(text).toMatch(/Do fence +│ +\(5 s\) +│ +\(10 s\) /);
  });

  it("says once that no human is counted, for the direction where it matters", () => {
    expect(text.match(/Nothing starts this failover/g)).toHaveLength(1);
  });

  it("names each source once, and marks what rests on it", () => {
    expect(text.match(/source of 60 s/g)).toHaveLength(1);
    const [, mark = ""] = /(\[\d+\]) source of 90 s/.exec(text) ?? [];
    expect(text).toMatch(new RegExp(`Do promote.*${mark.replace(/[[\]]/g, "\\$&")}`));
  });

  it("shows which objective is missed, and the warnings", () => {
    const slow = report("dev", [plan({ objectives: { recoveryTimeMinutes: 10, recoveryPointMinutes: 1 } })]);
    const shown = objectivesText(slow, plain);

    expect(shown).toContain("worst case misses");
    expect(shown).toContain("Warnings:\n  recovery time of payments in us-east-2");
  });

  it("shows a waiver", () => {
    expect(objectivesText(report("dev", [plan({ waiver: "nobody pays at night" })]), plain)).toContain(
      "Waived: nobody pays at night",
    );
  });

  it("is empty where there is nothing to show", () => {
    expect(objectivesText(report("dev", []), plain)).toBe("");
  });

  it("marks an expected recovery point that misses", () => {
    const [first] = plan().recoveryPoints;
    const points = first ? [{ ...first, loss: seconds(400, 500) }] : [];

    expect(objectivesText(report("dev", [plan({ recoveryPoints: points })]), plain)).toContain(
      "expected case misses",
    );
  });
});

describe("the action", () => {
  it("reads the plans of both sites from what is synthesized", () => {
    const answer = objectives({ root: PROJECT, variables: {}, systems: [plannedPayments, ...emptyOthers] }, [
      "payments",
    ]);

    expect(answer).toEqual(report("dev", both));
  });

  it("says where no failover is built", () => {
    const answer = objectives(
      { root: PROJECT, variables: {}, systems: [unplannedPayments, ...emptyOthers] },
      ["payments"],
    );

    expect(answer).toMatchObject({ ok: false, exitCode: 1 });
    expect(answer.problems).toHaveLength(2);
    expect(answer.failure).toContain("payments-dr has no state machine");
  });

  it.each<[string, Record<string, string>, string[], string]>([
    ["an unknown system", {}, ["paiments"], "Did you mean payments?"],
    ["a wrong environment", { STANDBY_SUFFIX: "BAD_" }, [], "BAD_"],
  ])("reports %s", (_what, variables, asked, message) => {
    const answer = objectives({ root: PROJECT, variables, systems }, asked);

    expect(answer).toMatchObject({
      ok: false,
      exitCode: 1,
      sites: [],
      failure: expect.stringContaining(message),
    });
    expect(answer.problems).not.toEqual([]);
  });
});
