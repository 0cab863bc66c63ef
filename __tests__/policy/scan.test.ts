import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policy } from "../../src/cli/actions/policy";
import { policyText } from "../../src/cli/host/policy-text";
import { runCommand } from "../../src/process/run-command";
import { rehearseSystems } from "../../src/rehearsal/rehearse-systems";
import { prepareVenv } from "../../src/setup/python";
import { systems } from "../../src/systems";
import { describeUnlessMissing, terraformMissing } from "../support/optional";
import { GIVEN } from "../support/shipped";

const venv = prepareVenv();

describeUnlessMissing(
  "missing" in venv ? venv.missing : terraformMissing(),
  "the policy scan of every stack as it is shipped",
  () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "standby-policy-test-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it.each(["dev", "prod"] as const)(
      "has no unanswered finding in %s, and no reason without a finding",
      async (name) => {
        const report = await policy(
          {
            root: join(__dirname, "..", ".."),
            outdir: join(folder, "out"),
            variables: { ...GIVEN, STANDBY_ENV: name },
            systems,
            node: process.versions.node,
            run: runCommand,
            rehearse: rehearseSystems,
          },
          {
            systems: [],
            planFolder: join(folder, "plans"),
            signal: new AbortController().signal,
            onEvent: () => undefined,
          },
        );

        expect(policyText(report)).not.toMatch(/Unanswered|without a finding|Nothing was scanned/);
        expect(report).toMatchObject({ ok: true, scan: { plans: 2 * systems.length } });
        expect(report.scan?.answered.length).toBeGreaterThan(0);
      },
      // Whole systems are planned for it, on a machine that is busy with other suites.
      600_000,
    );
  },
);
