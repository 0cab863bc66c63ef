import { rehearsalText } from "../../src/cli/host/rehearsal-text";
import type { RehearsalReport, StepName, StepResult } from "../../src/rehearsal/report";

function step(system: string, site: string | undefined, name: StepName, detail = "done"): StepResult {
  const stack = site && `${system}-${site}`;
  return { system, stack, step: name, seconds: 1.25, detail };
}

function report(system: string, given: Partial<RehearsalReport> = {}): RehearsalReport {
  return {
    system,
    ok: true,
    steps: [
      step(system, "primary", "plan", "52 to add"),
      step(system, "primary", "second plan", "no changes"),
      step(system, undefined, "secrets", "3 secrets, found in none of 4 states and plans"),
      step(system, "primary", "destroy", "refused, as it must be in a protected environment"),
    ],
    notDestroyed: [],
    frozenWithoutGlobalServices: [],
    resources: { [`${system}-primary`]: 52 },
    seconds: 6.34,
    ...given,
  };
}

/** The cells of the row that begins with a stack's name. */
function cellsOf(text: string, stack: string): string[] {
  const row = text.split("\n").find((line) => line.includes(`│ ${stack} `)) ?? "";
  return row
    .split("│")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

describe("the text of rehearsals", () => {
  it("says loudly what could not be destroyed, and where its state is", () => {
    const left = { ok: false, notDestroyed: ["payments-primary"], kept: "/states" };
    const lines = rehearsalText([report("payments", left)]).split("\n");

    expect(lines.slice(-2)).toEqual([
      "  NOT DESTROYED: payments-primary",
      "  states and plans are kept in /states",
    ]);
  });

  it("shows how long each step took, and what came of those that can come out differently", () => {
    const text = rehearsalText([report("payments")]);
    expect(cellsOf(text, "payments-primary")).toEqual([
      "52",
      "-",
      "-",
      "1.3 s",
      "-",
      "no changes, 1.3 s",
      "refused, 1.3 s",
    ]);
    expect(text.split("\n").slice(-2)).toEqual([
      "payments: rehearsed after 6.3 s",
      "  secrets: 3 secrets, found in none of 4 states and plans",
    ]);
  });

  it("shows how far a failed one came", () => {
    const steps = [step("payments", "primary", "init"), step("payments", "dr", "init")];
    const failure = { stack: "payments-dr", step: "validate", message: "Error: Cycle" } as const;
    const text = rehearsalText([report("payments", { ok: false, steps, resources: {}, failure })]);
    expect(cellsOf(text, "payments-dr")).toEqual(["", "1.3 s", "-", "-", "-", "-", "-"]);
    expect(text).toMatch(/payments: rehearsal stopped after 6\.3 s$/);
  });

  it("says where states and plans are kept, and what is frozen without the global services", () => {
    const given = { kept: "/home/me/kept", frozenWithoutGlobalServices: ["aws_iam_role.a"] };
    expect(
      rehearsalText([report("payments", given)])
        .split("\n")
        .slice(-2),
    ).toEqual([
      "  frozen while us-east-1 is down: aws_iam_role.a",
      "  states and plans are kept in /home/me/kept",
    ]);
  });

  it("shows two systems in one table", () => {
    const text = rehearsalText([report("payments"), report("mediadb", { ok: false })]);
    expect(text.match(/rehearsed +│ resources/g)).toHaveLength(1);
    expect(cellsOf(text, "mediadb-primary")).toContain("refused, 1.3 s");
    expect(text).toContain("payments: rehearsed after");
    expect(text).toContain("mediadb: rehearsal stopped after");
  });

  it("is empty where nothing was rehearsed", () => {
    expect(rehearsalText([])).toBe("");
    expect(rehearsalText([report("payments", { steps: [] })])).toBe("");
  });
});
