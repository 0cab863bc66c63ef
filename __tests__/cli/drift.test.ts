import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drift } from "../../src/cli/actions/drift";
import { driftText } from "../../src/cli/host/drift-text";
import { coloursFor } from "../../src/cli/host/output";
import { loadEnvironment } from "../../src/config/load-environment";
import { RegionalKey } from "../../src/constructs/keys/regional-key";
import { AlertTopic } from "../../src/constructs/observability/alert-topic";
import type { CommandResult, RunCommand } from "../../src/process/command";
import { runCommand } from "../../src/process/run-command";
import type { StepEvent } from "../../src/progress/steps";
import { localBackend } from "../../src/rehearsal/states";
import { writeBackend } from "../../src/rehearsal/workspace";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { payments } from "../../src/systems/payments";
import type { SystemDefinition } from "../../src/systems/system";
import { MockProvider, typesInUse } from "../../src/terraform/mock-provider";
import { readSynthesized } from "../../src/terraform/synthesized";
import { Terraform } from "../../src/terraform/terraform";
import { describeWithTerraform } from "../support/optional";
import { emptyOthers } from "./planned-system";
import { PROJECT, runCli } from "./support";

/** A key and a topic in each site. */
const tiny: SystemDefinition = {
  ...(payments as unknown as SystemDefinition),
  build({ primary, dr }) {
    for (const stack of [primary, dr]) addTopic(stack);
  },
};

function addTopic(stack: RegionalStack): void {
  const key = new RegionalKey(stack, "key", { purpose: "operations", description: "Alerts" });
  new AlertTopic(stack, "alerts", { keyArn: key.arn, email: stack.environment.alertEmail });
}

let outdir: string;
beforeEach(() => (outdir = mkdtempSync(join(tmpdir(), "standby-drift-test-"))));
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

function look(run: RunCommand, asked = ["payments"], signal = new AbortController().signal) {
  const events: StepEvent[] = [];
  const systems = [tiny, ...emptyOthers];
  const dependencies = { root: PROJECT, variables: {}, systems, outdir, run };
  const request = { systems: asked, signal, onEvent: (event: StepEvent) => void events.push(event) };
  return drift(dependencies, request).then((report) => ({ report, events }));
}

interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
}

/** A Terraform that proposes changes of stacks, by stack; a text is what it fails with. */
function playedTerraform(plans: Readonly<Record<string, readonly Change[] | string>>) {
  const calls: string[] = [];
  const run: RunCommand = (_, args, { directory = "" } = {}) => {
    const stack = directory.split("/").at(-1) ?? "";
    const command = args[0] ?? "";
    calls.push([stack, ...args].filter((part) => part && !part.startsWith("-out=")).join(" "));
    const plan = plans[stack] ?? [];
    return Promise.resolve({ exitCode: 0, stdout: "", stderr: "", ...answer(command, plan) });
  };
  return { run, calls };
}

function answer(command: string, plan: readonly Change[] | string): Partial<CommandResult> {
  if (command === "version") return { stdout: '{"terraform_version":"1.11.4"}' };
  if (command === "init") return {};
  if (typeof plan === "string") return { exitCode: 1, stderr: plan };
  if (command === "plan") return { exitCode: plan.length > 0 ? 2 : 0 };
  const resource_changes = plan.map(({ address, actions, before = {}, after = {} }) => ({
    address,
    type: address.split(".")[0],
    mode: "managed",
    change: { actions, before, after },
  }));
  return { stdout: JSON.stringify({ resource_changes }) };
}

const CAPACITY: Change = {
  address: "aws_appautoscaling_target.service_scaling",
  actions: ["update"],
  before: { min_capacity: 10 },
  after: { min_capacity: 2 },
};
const REPLICATION: Change = { address: "aws_efs_replication_configuration.reverse[0]", actions: ["create"] };
const BY_HAND: Change = {
  address: "aws_security_group.service",
  actions: ["update"],
  before: { ingress: ["0.0.0.0/0"] },
  after: { ingress: [] },
};

const textOf = (report: Parameters<typeof driftText>[0]) =>
  driftText(report, coloursFor({ write: () => true, isTTY: false }));

describe("drift", () => {
  it("plans both stacks without the lock, and says that they are in step", async () => {
    const { run, calls } = playedTerraform({});
    const { report, events } = await look(run);

    expect(calls.slice(1)).toEqual([
      "payments-primary init -input=false",
      "payments-primary plan -input=false -lock=false -detailed-exitcode",
      "payments-dr init -input=false",
      "payments-dr plan -input=false -lock=false -detailed-exitcode",
    ]);
    expect(report).toMatchObject({ verdict: "in step", exitCode: 0, environment: "dev", problems: [] });
    expect(textOf(report)).toBe(
      "dev: in step: what is deployed is what the source says\n\npayments-primary: in step\npayments-dr: in step\n",
    );
    expect(events.at(-1)).toMatchObject({ title: "Plan payments-dr", outcome: "done", detail: "in step" });
  });

  it("names what differs by address and argument, never by value", async () => {
    const { report, events } = await look(playedTerraform({ "payments-dr": [BY_HAND] }).run);

    expect(report).toMatchObject({ verdict: "drifted", exitCode: 2 });
    expect(textOf(report)).toBe(
      [
        "dev: DRIFTED: what is deployed is not what the source says",
        "",
        "payments-primary: in step",
        "payments-dr:",
        "  - aws_security_group.service (update: ingress)",
        "",
        "Take it into the source, or undo it: npx cdktf diff payments-dr",
        "",
      ].join("\n"),
    );
    expect(JSON.stringify(report)).not.toContain("0.0.0.0");
    expect(events.at(-1)).toMatchObject({ outcome: "warning", detail: "1 difference" });
  });

  it("tells what a failover leaves by design from what somebody did", async () => {
    const left = await look(playedTerraform({ "payments-primary": [CAPACITY, REPLICATION] }).run);
    expect(left.report).toMatchObject({ verdict: "left by a failover", exitCode: 2 });
    expect(textOf(left.report)).toContain(
      "  - aws_appautoscaling_target.service_scaling (update: min_capacity) left by a failover\n" +
        "  - aws_efs_replication_configuration.reverse[0] (create) left by a failover\n" +
        "payments-dr: in step\n\nIs payments protected again? npm run standby -- status payments\n",
    );

    const both = await look(playedTerraform({ "payments-primary": [CAPACITY, BY_HAND] }).run);
    expect(both.report.verdict).toBe("drifted");
    expect(both.report.stacks[0]?.differences.map(({ reason }) => reason)).toEqual(["failover", "drift"]);
  });

  it.each<[string, Change]>([
    ["the capacity's highest number", { ...CAPACITY, after: { min_capacity: 2, max_capacity: 4 } }],
    ["a capacity that is gone", { ...CAPACITY, actions: ["create"] }],
    ["another replication", { ...REPLICATION, actions: ["delete", "create"] }],
  ])("takes %s for drift", async (_, change) => {
    const { report } = await look(playedTerraform({ "payments-primary": [change] }).run);

    expect(report.verdict).toBe("drifted");
  });

  it("can't tell where a stack can't be planned, and says what it knows of the other", async () => {
    const { run } = playedTerraform({
      "payments-primary": "Error: no credentials",
      "payments-dr": [BY_HAND],
    });
    const { report } = await look(run);

    expect(report).toMatchObject({
      verdict: "unknown",
      exitCode: 1,
      problems: [{ stack: "payments-primary", message: "payments-primary: Error: no credentials" }],
    });
    expect(report.stacks.map(({ stack }) => stack)).toEqual(["payments-dr"]);
    expect(textOf(report)).toContain("nobody can tell");
  });

  it("says what the user can mend before it plans anything", async () => {
    const { run, calls } = playedTerraform({});
    const { report } = await look(run, ["paymnets"]);

    expect(report).toMatchObject({ exitCode: 1, stacks: [] });
    expect(report.failure).toContain("Did you mean payments?");
    expect(textOf(report)).toBe("");
    expect(calls).toHaveLength(1);
  });

  it("needs a Terraform that is new enough", async () => {
    const run: RunCommand = () =>
      Promise.resolve({ exitCode: 0, stdout: '{"terraform_version":"1.5.7"}', stderr: "" });

    expect((await look(run)).report).toMatchObject({ exitCode: 1, failure: expect.stringContaining("1.11") });
  });

  it("ends at once when it is interrupted", async () => {
    const controller = new AbortController();
    const { run } = playedTerraform({});
    const interrupting: RunCommand = (program, args, options) => {
      if (args[0] === "plan") controller.abort(new Error("interrupted"));
      return run(program, args, options);
    };

    await expect(look(interrupting, ["payments"], controller.signal)).rejects.toThrow("interrupted");
  });
});

describe("the command", () => {
  it("says what its exit codes mean", async () => {
    const { exitCode, stdout } = await runCli(["drift", "--help"], outdir);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/0 +in step[^]*1 +a stack could not be planned[^]*2 +something differs/);
  });

  it("does not let a typing mistake look like a difference", async () => {
    expect(await runCli(["drift", "--jsn"], outdir)).toMatchObject({ exitCode: 1 });
  });

  it("prints one JSON document", async () => {
    const { exitCode, stdout, stderr } = await runCli(["drift", "--json"], outdir, {
      TERRAFORM_BINARY_NAME: "no-such-terraform",
    });

    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "unknown", exitCode: 1 });
  });
});

describeWithTerraform("with real Terraform", () => {
  it("sees that all is in step, and then what somebody changed by hand", async () => {
    const stacks = ["payments-primary", "payments-dr"];
    await look(playedTerraform({}).run);
    const folders = stacks.map((stack) => join(outdir, "stacks", stack));
    const provider = await MockProvider.start({
      account: loadEnvironment({ root: PROJECT, variables: {}, systems: [tiny, ...emptyOthers] }).account,
      types: typesInUse(...folders.map(readSynthesized)),
    });
    const run: RunCommand = (program, args, options) =>
      runCommand(program, args, { ...options, variables: { ...options?.variables, ...provider.variables } });
    try {
      for (const folder of folders) {
        writeBackend(folder, localBackend(join(folder, "kept.tfstate")));
        const terraform = new Terraform(folder, { binary: "terraform", run });
        await terraform.run(["init", "-input=false"]);
        await terraform.run(["apply", "-input=false", "-auto-approve"]);
      }
      expect((await look(run)).report).toMatchObject({ verdict: "in step", exitCode: 0 });

      const key = provider.store.list("aws_kms_key").find(({ region }) => region === "us-east-2");
      if (!key) throw new Error("the DR site has no key");
      provider.store.update(key.region, key.type, key.id, { enable_key_rotation: false });
      const { report } = await look(run);
      expect(report).toMatchObject({ verdict: "drifted", exitCode: 2 });
      expect(report.stacks.flatMap(({ differences }) => differences)).toEqual([
        {
          address: "aws_kms_key.key",
          type: "aws_kms_key",
          actions: ["update"],
          changed: ["enable_key_rotation"],
          reason: "drift",
        },
      ]);
    } finally {
      provider.stop();
    }
  });
});
