import { Failure } from "../../src/cli/actions/failure";
import { bootstrapCommand, type CommandContext } from "../../src/cli/commands/bootstrap";
import type { BootstrapReport } from "../../src/state/report";
import { describeWithMinistack, useEmptyAccounts } from "../support/ministack";
import { scopeIn, TAGS } from "./support";

/** Runs `standby bootstrap` with these arguments, and gives what it wrote and its exit code. */
async function execute(
  account: string,
  args: string[],
  changes: Partial<CommandContext> = {},
  isTTY = false,
) {
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({ isTTY, write: (text: string) => (written[name] += text) });
  const host: CommandContext = {
    stdout: output("stdout"),
    stderr: output("stderr"),
    scopeFor: (system) => ({ ...scopeIn(account, { system }), protect: false, tags: TAGS }),
    ...changes,
  };
  const before = process.exitCode;
  await bootstrapCommand(host).parseAsync(args, { from: "user" });
  const { exitCode } = process;
  process.exitCode = before;
  return { ...written, exitCode };
}

describeWithMinistack("standby bootstrap", () => {
  let account: string;
  useEmptyAccounts((id) => {
    account = id;
  });

  test("without a terminal: a line for each change and a summary, progress on stderr", async () => {
    const { stdout, stderr, exitCode } = await execute(account, ["payments"]);
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toContain(
      `eu-west-1: S3 bucket payments-state-dr-${account}-test: versioning: created: Enabled`,
    );
    expect(lines.at(-1)).toBe("State backend of payments (dev): 43 changed, 0 unchanged.");
    expect(stderr).toContain(`eu-west-1: S3 bucket payments-state-dr-${account}-test: versioning: created\n`);

    const again = await execute(account, ["payments"]);
    expect(again).toMatchObject({
      exitCode: 0,
      stdout: "State backend of payments (dev): nothing to change, all 43 settings are as they should be.\n",
    });
  });

  test("on a terminal: a table of the changes", async () => {
    const { stdout } = await execute(account, ["payments", "--dry-run"], {}, true);
    expect(stdout).toMatch(/^┌.*\n│ setting +│ action +│ detail/);
    // Names are never cut or wrapped: they are there to be copied.
    const resources = stdout.split("\n").filter((line) => line.startsWith("│ eu-west-1: "));
    expect(resources.map((line) => line.slice(2, -1).trimEnd())).toEqual([
      `eu-west-1: S3 bucket payments-state-dr-${account}-test`,
      "eu-west-1: KMS key alias/payments-state-dr-test",
      "eu-west-1: DynamoDB table payments-state-lock-dr-test",
    ]);
    expect(stdout).toMatch(/│ {3}versioning +│ would create │ Enabled +│/);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(
      "State backend of payments (dev): 43 would be changed, 0 unchanged.",
    );
  });

  test("--json: one document on stdout and nothing else", async () => {
    const { stdout, exitCode } = await execute(account, ["payments", "--json", "--dry-run"]);
    const report = JSON.parse(stdout) as BootstrapReport;
    expect(report).toMatchObject({ system: "payments", environment: "dev", dryRun: true, problems: [] });
    expect(report.entries[0]).toEqual({
      region: "eu-central-1",
      kind: "S3 bucket",
      name: `payments-state-${account}-test`,
      setting: "existence",
      action: "would create",
      detail: "does not exist",
    });
    expect(exitCode).toBe(0);
  });

  test("problems give exit code 1, and are in the output", async () => {
    const text = await execute("999999999999", ["payments"]);
    expect(text.exitCode).toBe(1);
    expect(text.stdout).toContain("PROBLEM wrong account: ");
    expect(text.stdout).toContain(
      "State backend of payments (dev): 0 changed, 0 unchanged, 1 with problems.",
    );
    const json = await execute("999999999999", ["payments", "--json"]);
    expect(json.exitCode).toBe(1);
    expect((JSON.parse(json.stdout) as BootstrapReport).problems).toHaveLength(1);
  });

  test("an environment that is wrong is reported as it says, in JSON too", async () => {
    const scopeFor = () => {
      const message = "unknown system x; known: payments";
      throw new Failure(message, [{ path: "system", message }]);
    };
    expect(await execute(account, ["x"], { scopeFor })).toEqual({
      stdout: "",
      stderr: "unknown system x; known: payments\n",
      exitCode: 1,
    });
    const { stdout } = await execute(account, ["x", "--json"], { scopeFor });
    expect(JSON.parse(stdout)).toEqual({
      system: "x",
      problems: [{ path: "system", message: "unknown system x; known: payments" }],
    });
  });

  test("a defect is not passed off as a problem of the user's", async () => {
    const scopeFor = () => {
      throw new TypeError("x is not a function");
    };
    await expect(execute(account, ["payments"], { scopeFor })).rejects.toThrow(TypeError);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  test("Ctrl-C stops after the current step, says what was done, and running again continues", async () => {
    let seen = "";
    const stderr = {
      write: (text: string) => {
        seen += text;
        if (text.includes("versioning: created")) process.emit("SIGINT");
      },
    };
    const { stdout, exitCode } = await execute(account, ["payments"], { stderr });
    expect(exitCode).toBe(130);
    expect(seen).toContain("Stopping after the current step.");
    expect(stdout).toContain("versioning: created: Enabled");
    expect(stdout).toMatch(
      /interrupted\. \d+ changed, 0 unchanged\. Run the same command again to continue\.\n$/,
    );
    const rest = await execute(account, ["payments"]);
    expect(rest.exitCode).toBe(0);
    expect(rest.stdout).toMatch(/dev\): \d+ changed, \d\d unchanged\.\n$/);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });
});
