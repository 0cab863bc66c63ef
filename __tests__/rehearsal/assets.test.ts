import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../src/cli/actions/synthesize";
import { commonSettings } from "../../src/config/settings";
import { LambdaFunction } from "../../src/constructs/functions/lambda-function";
import { cloudWatchLogs } from "../../src/constructs/keys/key-policy";
import { RegionalKey } from "../../src/constructs/keys/regional-key";
import { Steps } from "../../src/progress/steps";
import { rehearseSystems } from "../../src/rehearsal/rehearse-systems";
import type { SystemDefinition } from "../../src/systems/system";
import { describeWithTerraform } from "../support/optional";
import { destroyableEnvironment } from "../support/synthesis";

/** A system whose stacks upload the code of a function. */
const functions: SystemDefinition = {
  name: "functions",
  objectives: { recoveryTimeMinutes: 5, recoveryPointMinutes: 0 },
  tags: {},
  settings: commonSettings({
    allowedRegions: ["us-east-1", "us-east-2"],
    regions: { primary: "us-east-1", dr: "us-east-2" },
    cidrs: { primary: "10.90.0.0/16", dr: "10.91.0.0/16" },
  }),
  build(stacks, _settings, { account }) {
    for (const stack of [stacks.primary, stacks.dr]) {
      const key = new RegionalKey(stack, "key", {
        purpose: "operations",
        description: "Logs of this region",
        services: [cloudWatchLogs(stack.region, account)],
      });
      new LambdaFunction(stack, "function", {
        functionName: "validate-payment",
        description: "Has code to upload",
        timeoutSeconds: 10,
        statements: [],
        keyArn: key.arn,
        logRetentionInDays: 7,
      });
    }
  },
};

const environment = destroyableEnvironment({ systems: { functions: {} } }, [functions]);

describeWithTerraform("the rehearsal of a system that uploads code", () => {
  let outdir: string;

  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "standby-assets-"));
    synthesize({ environment, systems: [functions], outdir });
  });

  afterEach(() => rmSync(outdir, { recursive: true }));

  async function rehearse() {
    const { signal } = new AbortController();
    const [report] = await rehearseSystems({
      environment,
      systems: ["functions"],
      outdir,
      provider: "mock",
      binary: "terraform",
      keep: false,
      steps: new Steps(signal, () => undefined),
      signal,
    });
    return report;
  }

  it("carries the code along: Terraform opens the zip, and the second plan is empty", async () => {
    expect(readdirSync(join(outdir, "stacks", "functions-dr"))).toContain("assets");
    await expect(rehearse()).resolves.toMatchObject({ ok: true });
  });

  it("fails where the code was left behind", async () => {
    rmSync(join(outdir, "stacks", "functions-primary", "assets"), { recursive: true });
    const report = await rehearse();
    expect(report).toMatchObject({ ok: false, failure: { stack: "functions-primary" } });
    expect(report?.failure?.message).toContain("filebase64sha256");
  });
});
