import { systems } from "../../src/systems";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../../src/cli/actions/exit-codes";
import type { StartDependencies } from "../../src/cli/actions/start";
import type { OutputStream } from "../../src/cli/host/output";
import { startText } from "../../src/cli/host/start-text";
import { CommandError } from "../../src/process/command";
import { TERRAFORM_VERSIONS } from "../../src/cli/prerequisites/terraform";
import { GOOD_TERRAFORM, outdir, payments, run } from "./start-support";
import { fakeRun } from "./support";

describe("start", () => {
  it("does every step, and says what came out of the JSON", async () => {
    const { report, ended } = await run();
    expect(ended).toEqual([
      "Check Node.js and Terraform: done",
      "Load the environment: done",
      "Synthesize the stacks: done",
      "Terraform reads the configuration: done",
    ]);
    expect(report).toMatchObject({
      ok: true,
      exitCode: EXIT.done,
      environment: "dev",
      problems: [],
      skipped: [],
    });
    expect(report.stacks.slice(0, 2)).toMatchObject([
      {
        name: "payments-primary",
        region: "us-east-1",
        state: { bucket: "payments-state-123456789012-dev", key: "payments/dev/primary.tfstate" },
        objectives: payments.objectives,
      },
      {
        name: "payments-dr",
        region: "us-east-2",
        state: { bucket: "payments-state-dr-123456789012-dev", key: "payments/dev/dr.tfstate" },
      },
    ]);
    expect(report.warnings).toContainEqual({
      stacks: expect.arrayContaining(["payments-primary", "payments-dr"]),
      message: expect.stringContaining("no image yet"),
    });
    expect(report.next.map(({ command }) => command)).toEqual(
      expect.arrayContaining([
        "npm test",
        "npm run standby -- bootstrap payments",
        "npx cdktf diff payments-primary",
      ]),
    );
  });

  it("counts the resources that the file has", async () => {
    const { report } = await run({ systems });
    expect(report.stacks).toHaveLength(2 * systems.length);
    for (const stack of report.stacks) {
      const file = join(outdir, stack.directory, "cdk.tf.json");
      const { resource } = JSON.parse(readFileSync(file, "utf8")) as { resource: Record<string, object> };
      const inFile = Object.values(resource).flatMap((blocks) => Object.keys(blocks)).length;
      const inAreas = Object.values(stack.resources.byArea).reduce((sum, count) => sum + count, 0);
      expect([stack.resources.total, inAreas]).toEqual([inFile, inFile]);
    }
  });

  it("repeats a chosen environment in the commands", async () => {
    const { report } = await run({ variables: { STANDBY_ENV: "dev" } });
    expect(report.next).toContainEqual(
      expect.objectContaining({ command: "STANDBY_ENV=dev npx cdktf diff payments-dr" }),
    );
  });

  it.each([
    ["missing", new CommandError("there is no program"), "there is no program"],
    ["too old", { stdout: '{"terraform_version":"1.10.5"}' }, "Terraform 1.10.5 is too old"],
  ])("skips what needs Terraform when it is %s", async (_case, version, reason) => {
    const { run: command, calls } = fakeRun({ version });
    const { report, ended } = await run({ run: command });
    expect(report).toMatchObject({
      ok: false,
      exitCode: EXIT.skipped,
      problems: [],
      rehearsals: [],
      skipped: [
        { step: "Terraform reads the configuration", reason: expect.stringContaining(reason) },
        { step: "Terraform rehearses the systems", reason: expect.stringContaining(reason) },
      ],
    });
    expect(ended).toContain("Check Node.js and Terraform: warning");
    expect(ended).toContain("Terraform reads the configuration: skipped");
    expect(existsSync(join(outdir, "manifest.json"))).toBe(true);
    expect(calls).toHaveLength(1);
  });

  it("runs the binary that TERRAFORM_BINARY_NAME names, in each stack's folder", async () => {
    const { run: command, calls } = fakeRun(GOOD_TERRAFORM);
    const { report } = await run({ run: command, variables: { TERRAFORM_BINARY_NAME: "tofu" } });
    expect(new Set(calls.map(({ program }) => program))).toEqual(new Set(["tofu"]));
    const folders = calls.slice(1).map(({ options }) => options?.directory);
    expect(folders.sort()).toEqual(report.stacks.map(({ directory }) => join(outdir, directory)).sort());
  });

  it("shows only the systems that were named, and synthesizes all", async () => {
    const { report } = await run({}, ["payments"]);
    expect(report.stacks.map(({ name }) => name)).toEqual(["payments-primary", "payments-dr"]);
  });

  it("ends with the signal's reason", async () => {
    const reason = new Error("Ctrl-C");
    await expect(run({}, [], AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("asks for the version of Terraform that the stacks ask for", async () => {
    const { report } = await run();
    const file = join(outdir, report.stacks[0]?.directory ?? "", "cdk.tf.json");
    const { terraform } = JSON.parse(readFileSync(file, "utf8")) as {
      terraform: { required_version: string };
    };
    expect(TERRAFORM_VERSIONS.replace(/\s/g, "")).toBe(terraform.required_version.replace(/\s/g, ""));
  });
});

describe("start simulates", () => {
  const loss = {
    system: "payments",
    region: "us-east-1",
    runs: 100,
    met: 99,
    expectedSeconds: 265,
    objectiveSeconds: 900,
    recovery: { p50: 291, p95: 400, p99: 499, max: 600 },
    violations: [],
  };

  it("the loss of the primary region of what was asked for, and says what became of it", async () => {
    const asked: string[] = [];
    const simulate: StartDependencies["simulate"] = ({ system }) => {
      asked.push(system);
      return Promise.resolve(loss);
    };
    const { report } = await run({ simulate }, ["payments"]);
    expect(asked).toEqual(["payments"]);
    expect(report).toMatchObject({ ok: true, simulations: [loss] });
    expect(startText(report, { isTTY: false } as OutputStream)).toContain(
      "payments: us-east-1 lost: back after 4 min 51 s (half of 100 runs), 8 min 19 s (99 %); expected 4 min 25 s, " +
        "objective 15 min; objectives met in 99 of 100 runs",
    );
  });

  it("and fails where something happens that must never happen", async () => {
    const violations = ["never two writers: both sites acknowledged writes for 3.0 s"];
    const { report } = await run({ simulate: () => Promise.resolve({ ...loss, violations }) }, ["payments"]);
    expect(report).toMatchObject({ ok: false, exitCode: EXIT.failed });
    expect(report.failure).toContain(violations[0]);
  });

  it("nothing where no state machine moves the roles", async () => {
    const { report } = await run({ simulate: () => Promise.resolve(undefined) }, ["payments"]);
    expect(report).toMatchObject({ ok: true, simulations: [] });
  });
});
