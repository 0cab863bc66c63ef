import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { filesUnder } from "../support/files";
import { describeWithTerraform } from "../support/optional";
import { PROJECT, runCli, startCli } from "./support";

let folder: string;
let outdir: string;
let terraform: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "standby-cli-"));
  outdir = join(folder, "deep", "out");
  // Stands in for Terraform, so that these tests run without one: answers `version`, and accepts the rest.
  terraform = script(
    "terraform-1.11",
    'if [ "$1" = version ]; then echo \'{"terraform_version":"1.11.4"}\'; fi',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

describeWithTerraform("standby start with Terraform", () => {
  it("prints the table and what to do next, and the progress on the standard error", async () => {
    // One system: the others are rehearsed by their own suites, and nothing of the command depends on them.
    const run = await runCli(["start", "payments"], outdir);
    expect(run).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(
        /Synthesize the stacks ... done[^]*payments-dr: second plan ... done: no changes/,
      ),
    });
    for (const part of [
      "payments-primary",
      "us-east-2",
      "payments/dev/dr.tfstate",
      "15 min / 5 min",
      "npm test",
      "leftovers: nothing left",
      "payments: us-east-1 lost: back after",
      "objectives met in 100 of 100 runs",
    ]) {
      expect(run.stdout).toContain(part);
    }
    expect(run.stdout).not.toContain("...");
    // A whole system from init to destroy, on a machine that is busy with other suites.
  }, 900_000);
});

describe("standby start", () => {
  it.each([["--json"], []])("reports a wrong environment, and writes nothing (%s)", async (...flags) => {
    const run = await runCli(["start", ...flags], outdir, {
      STANDBY_SUFFIX: "BAD_",
      TERRAFORM_BINARY_NAME: terraform,
    });
    expect(run.exitCode).toBe(1);
    expect(run.stdout + run.stderr).toContain("BAD_");
    expect(run.stderr).not.toMatch(/^ +at /m);
    expect(existsSync(outdir)).toBe(false);
    const document: unknown =
      flags.length > 0 ? JSON.parse(run.stdout) : { ok: false, problems: [{ path: "suffix" }] };
    expect(document).toMatchObject({ ok: false, problems: [{ path: "suffix" }] });
  });

  it("without Terraform does the rest, says what was skipped, and exits with 3", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const run = await runCli(["start", "payments"], outdir, { PATH: empty });
    expect(run).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching(/payments-dr[^]*Skipped, because[^]*Terraform reads the configuration/),
      stderr: expect.stringContaining('there is no program "terraform" on the PATH'),
    });
    expect(existsSync(join(outdir, "manifest.json"))).toBe(true);
  });

  it("with --json prints one document and nothing else", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const run = await runCli(["start", "payments", "--json"], outdir, { PATH: empty });
    expect(run).toMatchObject({ exitCode: 3, stderr: "" });
    const document = JSON.parse(run.stdout) as { stacks: { name: string }[] };
    expect(document).toMatchObject({ environment: "dev", problems: [] });
    expect(document.stacks.map(({ name }) => name)).toEqual(["payments-primary", "payments-dr"]);
  });

  it("knows no other systems", async () => {
    const run = await runCli(["start", "paymets"], outdir);
    expect(run).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("Did you mean payments?"),
    });
    expect(existsSync(outdir)).toBe(false);
  });

  it("writes the same stacks as main.ts", async () => {
    const other = join(folder, "main");
    mkdirSync(other);
    await runCli(["start"], outdir, { TERRAFORM_BINARY_NAME: terraform });
    const tsx = join(PROJECT, "node_modules", "tsx", "dist", "cli.mjs");
    const env = { ...process.env, CDKTF_OUTDIR: other, STANDBY_ENV: "dev" };
    const { status } = spawnSync(process.execPath, [tsx, "main.ts"], { cwd: PROJECT, env });
    expect(status).toBe(0);
    const [byStart, byMain] = [filesUnder(outdir), filesUnder(other)];
    expect(Object.keys(byMain).length).toBeGreaterThan(2);
    expect(byStart).toEqual(byMain);
  });

  it("on Ctrl-C ends its children, says so, and exits with 130", async () => {
    const pidFile = join(folder, "pid");
    const hanging = script(
      "hanging",
      `echo $$ > ${pidFile}.new; mv ${pidFile}.new ${pidFile}; exec sleep 60`,
    );
    const { child, ended } = startCli(["start"], outdir, { TERRAFORM_BINARY_NAME: hanging });
    while (!existsSync(pidFile)) await setTimeout(20);
    child.kill("SIGINT");
    await expect(ended).resolves.toMatchObject({
      exitCode: 130,
      stdout: "",
      stderr: expect.stringContaining("Interrupted"),
    });
    const hangingPid = Number(readFileSync(pidFile, "utf8"));
    expect(() => process.kill(hangingPid, 0)).toThrow("ESRCH");
  });
});

describe("standby", () => {
  it("lists its commands", async () => {
    const run = await runCli(["--help"], outdir);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toMatch(/start .*\[systems\.\.\.\][^]*bootstrap/);
  });

  it("explains start with its exit codes", async () => {
    const run = await runCli(["start", "--help"], outdir);
    expect(run.exitCode).toBe(0);
    for (const part of ["--json", "STANDBY_ENV", "130"]) expect(run.stdout).toContain(part);
  });

  it("prints the version of the project", async () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
      version: string;
    };
    await expect(runCli(["--version"], outdir)).resolves.toMatchObject({
      exitCode: 0,
      stdout: `${version}\n`,
    });
  });

  it.each([
    [["strat"], "Did you mean start?"],
    [["start", "--jsn"], "Did you mean --json?"],
    [["bootstrap"], "missing required argument"],
    [[], "Commands:"],
  ])("exits with 2 for %j", async (args, words) => {
    await expect(runCli(args, outdir)).resolves.toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining(words),
    });
  });

  it("gives bootstrap the environment", async () => {
    const run = await runCli(["bootstrap", "payments", "--json"], outdir, { STANDBY_SUFFIX: "BAD_" });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("BAD_");
  });
});
