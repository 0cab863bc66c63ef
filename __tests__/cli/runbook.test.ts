import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runbook, runbookOf } from "../../src/cli/actions/runbook";
import { runbookText } from "../../src/cli/host/runbook-text";
import { runbookCommand } from "../../src/cli/commands/runbook";
import type { Host } from "../../src/cli/host/host";
import { systems } from "../../src/systems";
import { plan, primaryPlan, step } from "../failover/plans";
import { emptyOthers, plannedPayments, unplannedPayments } from "./planned-system";
import { PROJECT } from "./support";

jest.mock("../../src/systems", () => {
  const planned = jest.requireActual<typeof import("./planned-system")>("./planned-system");
  return { systems: [planned.plannedPayments, ...planned.emptyOthers] };
});

const ENVIRONMENT = { name: "dev", account: "111122223333" };
const failover = runbookText(runbookOf(ENVIRONMENT, plan(), "failover"));

describe("the text of a failover", () => {
  it.each([
    "# Failover of payments: us-east-2 takes over from the lost us-east-1\n",
    "Environment dev, account 111122223333.",
    "- Takes 4 min 11 s as a rule, 10 min 22 s at most; the objective is 15 min.",
    "- May lose of database (Aurora global database): 1 s as a rule, nothing bounds it (alarm payments-database-lag-critical-dr-dev tells).",
    "- May lose of logs (S3 replication with time control): 15 s as a rule, at most 4 min 50 s (S3 replication time control).",
    "aws sts get-caller-identity --region us-east-2 --query Account --output text",
    "Must answer: 111122223333",
    "npm run standby -- status payments",
    "When us-east-1 answers again: `npm run standby -- runbook payments --mode reprotect --site primary`.",
  ])("says: %s", (part) => {
    expect(failover).toContain(part);
  });

  it("starts the state machine by one command", () => {
    expect(failover).toContain(
      [
        "aws stepfunctions start-execution --region us-east-2 \\",
        "  --state-machine-arn arn:aws:states:us-east-2:111122223333:stateMachine:payments-failover-dr-dev \\",
        `  --input '{"mode":"failover","trigger":"operator","reason":"SAY WHY"}'`,
      ].join("\n"),
    );
  });

  it("watches it", () => {
    expect(failover).toContain(
      "aws stepfunctions describe-execution --region us-east-2 --execution-arn arn:aws:states:us-east-2:111122223333:execution:payments-failover-dr-dev:NAME",
    );
  });

  it("tells each step in the order in which one person does them", () => {
    const titles = [...failover.matchAll(/^### (.*)$/gm)].map(([, title]) => title);

    expect(titles).toEqual([
      "1. Do confirm",
      "2. Do promote",
      "3. Do scale",
      "4. Do fence",
      "5. Do verify",
      "6. Do open",
      "7. Do notify",
      "8. Do measure",
    ]);
    expect(failover).toContain("**At the same time: step 2 | step 3 | step 4.**");
  });

  it("tells of a step how it is done, seen and taken back", () => {
    const [, promote = ""] = /### 2\. Do promote\n\n([\s\S]*?)\n\n### 3/.exec(failover) ?? [];

    expect(promote).toBe(
      [
        "Phase: take over. Takes 1 min 30 s as a rule; given up after 4 min.",
        "```sh\naws rds promote\n```",
        "Must answer: ok",
        "- Done when: promote is seen\n- If it fails: Undo promote.\n- Done twice: Twice is the same.",
      ].join("\n\n"),
    );
  });

  it("says of which step the procedure does not depend", () => {
    expect(failover.match(/Then go on: the procedure does not depend on it/g)).toHaveLength(2);
  });

  it("says where there is nothing to do by hand", () => {
    const [, verify = ""] = /### 5\. Do verify\n\n([\s\S]*?)\n\n### 6/.exec(failover) ?? [];

    expect(verify).toContain("There is no command for it by hand.");
  });
});

describe("the text of other procedures", () => {
  it("is a failback where the primary site takes over", () => {
    const text = runbookText(runbookOf(ENVIRONMENT, primaryPlan(), "switchover"));

    expect(text).toContain("# Failback of payments to us-east-1\n");
    expect(text).toContain('"mode":"switchover"');
    expect(text).toContain("- Takes 3 min 31 s as a rule, 7 min 2 s at most.\n");
    expect(text).not.toContain("May lose");
  });

  it("ends a re-protection with a look at the status", () => {
    const text = runbookText(runbookOf(ENVIRONMENT, primaryPlan(), "reprotect"));

    expect(text).toContain("# Re-protection of payments: us-east-1 stands by again\n");
    expect(text).toContain("`npm run standby -- status payments` must say: protected.");
  });

  it("shows sequences inside of what runs together", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => step(id, "take over", 1));
    if (!a || !b || !c || !d) throw new Error("no steps");
    const modes = { ...plan().modes, failover: [{ together: [[a, { together: [[b], [c]] }], [d], []] }] };

    expect(runbookText(runbookOf(ENVIRONMENT, plan({ modes }), "failover"))).toContain(
      "**At the same time: step 1, then (step 2 | step 3) | step 4.**",
    );
  });
});

describe("the action", () => {
  const dependencies = { root: PROJECT, variables: {}, systems: [plannedPayments, ...emptyOthers] };

  it.each([
    ["failover", undefined, "dr"],
    ["switchover", undefined, "dr"],
    ["reprotect", undefined, "primary"],
    ["switchover", "primary", "primary"],
  ] as const)("takes for %s with site %s the plan of the site %s", (mode, site, taken) => {
    const report = runbook(dependencies, { system: "payments", mode, site });

    expect(report).toMatchObject({ exitCode: 0, runbook: { mode, plan: { site: taken } } });
  });

  it.each([
    ["an unknown system", systems, "paiments", "Did you mean payments?"],
    [
      "a failover that is not built",
      [unplannedPayments, ...emptyOthers],
      "payments",
      "payments-primary has no state machine: the failover of payments is not built",
    ],
  ])("reports %s", (_what, known, system, message) => {
    const report = runbook({ ...dependencies, systems: known }, { system, mode: "failover" });

    expect(report).toMatchObject({ exitCode: 1, failure: expect.stringContaining(message) });
    expect(report.runbook).toBeUndefined();
  });
});

describe("standby runbook", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "standby-runbook-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    process.exitCode = undefined;
  });

  it("refuses a mode that does not exist", async () => {
    const errors: string[] = [];
    const host = { folder } as Host;
    const command = runbookCommand(host)
      .exitOverride()
      .configureOutput({ writeErr: (text) => errors.push(text) });

    await expect(command.parseAsync(["payments", "--mode", "panic"], { from: "user" })).rejects.toThrow(
      "Allowed choices are failover, switchover, reprotect",
    );
  });

  it("writes a file, or says what keeps it from that", async () => {
    const said: string[] = [];
    const stream = { write: (text: string) => said.push(text) };
    const host = { root: PROJECT, variables: {}, folder, stdout: stream, stderr: stream } as unknown as Host;

    await runbookCommand(host).parseAsync(["payments", "--output", "it.md"], { from: "user" });
    expect(readFileSync(join(folder, "it.md"), "utf8")).toBe(
      runbookText(runbookOf({ name: "dev", account: "123456789012" }, plan(), "failover")),
    );
    expect(said).toEqual([`Written to ${join(folder, "it.md")}\n`]);

    await runbookCommand(host).parseAsync(["payments", "--output", "no/such/folder.md"], { from: "user" });
    expect(said[1]).toContain("can't be written: ENOENT");
    expect(process.exitCode).toBe(1);
  });
});
