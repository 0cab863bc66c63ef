import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeWithTerraform } from "../support/optional";
import { PROJECT, runCli } from "./support";

const WORLD = mkdtempSync(join(tmpdir(), "standby-mock-"));
const CDKTF = join(PROJECT, "node_modules", ".bin", "cdktf");
// One stack will do: the order of both, and what the DR stack needs of the other, is rehearsed elsewhere.
const STACK = "payments-primary";

/** Runs a command against the mock provider. The output directory is the one that must stay untouched. */
function mock(...args: string[]) {
  return runCli(["mock", "--system", "payments", "--folder", WORLD, ...args], join(WORLD, "untouched"), {
    CI: "1",
    DISABLE_VERSION_CHECK: "1",
  });
}

function resourcesInWorld(): unknown[] {
  return JSON.parse(readFileSync(join(WORLD, "account.json"), "utf8")) as unknown[];
}

describe("standby mock", () => {
  it("asks for a command, and says where it goes", async () => {
    expect(await mock()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("put one behind --") });
  });

  it("says in one line what it can't start", async () => {
    const run = await mock("--", "no-such-program");

    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toMatch(/^the command can't be started: .*ENOENT\n$/);
  });

  it("ends as its command ends", async () => {
    expect(await mock("--", process.execPath, "-e", "process.exit(7)")).toMatchObject({ exitCode: 7 });
  });

  it("synthesizes the systems that are asked for, and knows no others", async () => {
    expect(readdirSync(join(WORLD, "out", "stacks")).sort()).toEqual(["payments-dr", "payments-primary"]);
    expect(await mock("--system", "paymets", "--", process.execPath, "--version")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("Did you mean payments?"),
    });
  });
});

afterAll(() => rmSync(WORLD, { recursive: true, force: true }));

describeWithTerraform("cdktf against the mock provider", () => {
  it("deploys, sees no difference, knows its outputs, feels a lost region, and destroys", async () => {
    await mock("--reset");
    expect(existsSync(WORLD)).toBe(false);

    // In one world, and in the next ones what it has left there.
    const commands = [
      `deploy ${STACK} --auto-approve --skip-provider-lock`,
      `diff ${STACK} --skip-synth`,
      `output ${STACK} --skip-synth`,
    ];
    const deployed = await mock("--", "sh", "-ec", commands.map((each) => `${CDKTF} ${each}`).join("\n"));
    expect(deployed).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/GlobalClusterIdentifier[^]*No changes[^]*payments-database-dev/),
    });
    expect(resourcesInWorld().length).toBeGreaterThan(80);

    const plan = ["terraform", `-chdir=${join(WORLD, "out", "stacks", STACK)}`, "plan", "-detailed-exitcode"];
    const lost = await mock("--region-down", "us-east-2", "--", ...plan);
    expect(lost).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("us-east-2 does not answer") });

    const alone = "--ignore-missing-stack-dependencies";
    const destroyed = await mock("--", CDKTF, "destroy", STACK, "--auto-approve", alone, "--skip-synth");
    expect(destroyed.exitCode).toBe(0);
    expect(resourcesInWorld()).toEqual([]);
    expect(existsSync(join(WORLD, "untouched"))).toBe(false);
    // On a machine that is busy with other suites.
  }, 600_000);
});
