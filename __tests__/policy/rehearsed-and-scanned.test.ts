import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { scan } from "../../src/policy/scan";
import { runCommand } from "../../src/process/run-command";
import { prepareVenv } from "../../src/setup/python";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { rehearsed } from "../rehearsal/rehearsed";
import { describeUnlessMissing, describeWithTerraform } from "../support/optional";
import { REHEARSED, shipped } from "./scanned";

const venv = prepareVenv();

describeWithTerraform("rehearsed as it is shipped", () => {
  const planFolder = mkdtempSync(join(tmpdir(), "standby-plans-"));
  const stacks: Record<string, TerraformConfiguration> = {};
  afterAll(() => rmSync(planFolder, { recursive: true, force: true }));

  it.each(REHEARSED)(
    "the %s environment of %s applies, is planned empty again, and leaves nothing unless it is protected",
    async (name, system) => {
      const environment = shipped(name, system);
      const isProtected = environment.protection === "protected";
      const { report, error, account } = await rehearsed({
        environment,
        whole: true,
        planJsonFolder: planFolder,
        withIndependence: true,
        // Rehearsed where everything may go: the state machines are the same.
        withoutFailover: isProtected,
        first: ({ folders }) =>
          Object.values(folders).forEach(({ stack, configuration }) => (stacks[stack] = configuration)),
      });
      expect(error).toBeUndefined();
      expect(report?.failure).toBeUndefined();
      expect(report?.ok).toBe(true);
      expect(isProtected ? account.size > 400 : account.size === 0).toBe(true);
    },
    // From init to destroy, on a machine that is busy with other suites.
    600_000,
  );

  describeUnlessMissing("missing" in venv ? venv.missing : undefined, "the plans", () => {
    it("have no unanswered finding, and no reason without a finding", async () => {
      const checkov = "python" in venv ? join(dirname(venv.python), "checkov") : "";
      const found = await scan({ run: runCommand, checkov, planFolder, stacks });
      expect(found).toMatchObject({ unanswered: [], stale: [], plans: 2 * REHEARSED.length });
      expect(found.answered.length).toBeGreaterThan(0);
    });
  });
});
