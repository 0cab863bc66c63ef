import { coloursFor } from "../../src/cli/host/output";
import { createProgress, progressStyle } from "../../src/cli/host/progress";
import { drawStacks } from "../../src/cli/host/stack-table";
import { startText } from "../../src/cli/host/start-text";
import { stateScope } from "../../src/cli/host/state-scope";
import type { StackSummary } from "../../src/cli/actions/stack-summary";
import type { StartReport } from "../../src/cli/actions/start-report";
import { PROJECT } from "./support";

class Sink {
  text = "";
  constructor(
    readonly isTTY = false,
    readonly columns?: number,
  ) {}
  write(text: string) {
    this.text += text;
  }
}

const stack: StackSummary = {
  name: "payments-primary",
  system: "payments",
  site: "primary",
  region: "us-east-1",
  resources: { total: 3, byArea: { network: 2, keys: 1 } },
  state: { bucket: "payments-state-123456789012-dev", key: "payments/dev/primary.tfstate" },
  objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 5 },
  directory: "stacks/payments-primary",
};

describe("progress", () => {
  it("is silent for JSON, draws on terminals, and writes lines otherwise", () => {
    const [terminal, pipe] = [new Sink(true), new Sink()];
    expect(progressStyle(true, { stdout: terminal, stderr: terminal }, {})).toBe("silent");
    expect(progressStyle(false, { stdout: terminal, stderr: terminal }, {})).toBe("spinner");
    expect(progressStyle(false, { stdout: pipe, stderr: terminal }, {})).toBe("lines");
    expect(progressStyle(false, { stdout: terminal, stderr: pipe }, {})).toBe("lines");
    expect(progressStyle(false, { stdout: terminal, stderr: terminal }, { CI: "1" })).toBe("lines");
    expect(progressStyle(false, { stdout: terminal, stderr: terminal }, { TERM: "dumb" })).toBe("lines");
  });

  it("writes one line a step", () => {
    const stderr = new Sink();
    const progress = createProgress("lines", stderr);
    progress.show({ type: "started", title: "First" });
    expect(stderr.text).toBe("First ... ");
    progress.show({ type: "ended", title: "First", outcome: "done", detail: "2 stacks", seconds: 1.26 });
    progress.show({ type: "ended", title: "Second", outcome: "skipped", detail: "no Terraform", seconds: 0 });
    progress.show({ type: "started", title: "Third" });
    progress.show({ type: "ended", title: "Third", outcome: "failed", detail: "", seconds: 0 });
    expect(stderr.text).toBe(
      "First ... done: 2 stacks (1.3 s)\nSecond ... skipped: no Terraform\nThird ... FAILED (0.0 s)\n",
    );
  });
});

describe("table", () => {
  it("has a line for each stack where there is room", () => {
    const text = drawStacks([stack], coloursFor(new Sink()));
    for (const part of [
      "us-east-1",
      "3: network 2, keys 1",
      stack.state.bucket,
      stack.state.key,
      "15 min / 5 min",
    ]) {
      expect(text).toContain(part);
    }
    expect(text.split("\n")).toHaveLength(7);
  });

  it("fits 80 columns", () => {
    const areas = Object.fromEntries(
      ["network", "observability", "database", "failover"].map((area) => [area, 10]),
    );
    const full = { ...stack, resources: { total: 40, byArea: areas } };
    const lines = drawStacks([full, full], coloursFor(new Sink()), 80).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.join()).toContain(stack.state.bucket);
  });
});

describe("text of start", () => {
  const report: StartReport = {
    ok: true,
    exitCode: 0,
    environment: "dev",
    outdir: "/out",
    tools: [],
    stacks: [stack],
    warnings: [{ stacks: ["payments-primary"], message: "no domain" }],
    rehearsals: [],
    simulations: [],
    skipped: [],
    next: [{ command: "npm test", purpose: "run every check" }],
    problems: [],
    failure: "",
  };

  it("says nothing without stacks", () => {
    expect(startText({ ...report, stacks: [] }, new Sink())).toBe("");
  });

  it("has warnings and commands, and no colours in a pipe", () => {
    const text = startText(report, new Sink());
    expect(text).toContain("Warnings:\n  payments-primary: no domain");
    expect(text).toContain("What to do next:\n  npm test   run every check\n");
    expect(text).not.toContain("\u001b");
  });

  it("says what was skipped, why, and how to get what is missing", () => {
    const skipped = [{ step: "A step", reason: "it is missing", advice: ["get it"] }];
    const text = startText({ ...report, skipped }, new Sink());
    expect(text).toContain("Skipped, because it is missing:\n  A step\n\nWays to get it:\n  get it\n");
  });

  it("doesn't send the user on after a failure", () => {
    expect(startText({ ...report, problems: [{ message: "wrong" }] }, new Sink())).not.toContain("next");
  });
});

describe("scope of the state", () => {
  it("comes from the environment", () => {
    const scope = stateScope({ root: PROJECT, variables: { STANDBY_SUFFIX: "pr7" } }, "payments");
    expect(scope).toMatchObject({
      system: "payments",
      environment: "dev",
      suffix: "pr7",
      account: "123456789012",
      regions: { primary: "us-east-1", dr: "us-east-2" },
      protect: false,
      tags: { Application: "payments", Environment: "dev", CostCenter: "standby-dev" },
    });
  });

  it("knows no other systems", () => {
    expect(() => stateScope({ root: PROJECT, variables: {} }, "payment")).toThrow("Did you mean payments?");
  });
});
