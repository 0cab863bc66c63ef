import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SITES, type PerSite } from "../../src/config/site";
import { proveIndependence } from "../../src/rehearsal/independence";
import { mockProvider, type RehearsalProvider } from "../../src/rehearsal/provider";
import { StateServer } from "../../src/rehearsal/state-server";
import type { StackFolder } from "../../src/rehearsal/workspace";
import { Terraform } from "../../src/terraform/terraform";
import { describeWithTerraform } from "../support/optional";
import { ACCOUNT, destroyableEnvironment, REGIONS } from "../support/synthesis";
import { SynthesizedSystem } from "./synthesized";

describeWithTerraform("the DR stack, with the primary region down", () => {
  let synthesized: SynthesizedSystem;
  let folders: PerSite<StackFolder>;
  let states: StateServer;
  let provider: RehearsalProvider;
  let terraform: Terraform;

  beforeAll(async () => {
    synthesized = new SynthesizedSystem(destroyableEnvironment());
    states = await StateServer.start();
    folders = synthesized.newFolders(states);
    const { primary, dr } = synthesized.configuration;
    provider = await mockProvider(ACCOUNT, [primary, dr]);
    for (const site of SITES) {
      terraform = new Terraform(folders[site].path, { binary: "terraform", variables: provider.variables });
      await terraform.run(["init", "-input=false"]);
      await terraform.run(["apply", "-auto-approve", "-input=false"]);
    }
  });

  afterEach(() => provider.setRegionsDown?.([]));

  afterAll(() => {
    provider.stop();
    states.stop();
    synthesized.remove();
  });

  /** The plan's arguments, and whether it is empty, are the rehearsal's business. */
  function prove(regions = REGIONS, plans: string[][] = []): Promise<string> {
    const expectEmptyPlan = async (used: Terraform, args: readonly string[]) => {
      plans.push([...args]);
      await used.run(["plan", "-input=false", "-detailed-exitcode", ...args]);
    };
    return proveIndependence({ regions, provider, terraform, folder: folders.dr, expectEmptyPlan });
  }

  it("can't be planned with a refresh: its roles have their control plane in that region", async () => {
    provider.setRegionsDown?.([REGIONS.primary]);
    const planned = terraform.run(["plan", "-input=false"]);
    await expect(planned).rejects.toThrow("Region us-east-1 does not answer");
    await expect(terraform.run(["plan", "-input=false", "-refresh=false"])).resolves.toMatchObject({
      exitCode: 0,
    });
  });

  it("plans empty and changes without a refresh, and everything is as before afterwards", async () => {
    const plans: string[][] = [];
    await expect(prove(REGIONS, plans)).resolves.toMatch(/^with us-east-1 down: .*-refresh=false/);
    expect(plans).toEqual([["-refresh=false"]]);
    // The region answers again, and the change is taken back: a plan with refresh is empty.
    await terraform.run(["plan", "-input=false", "-detailed-exitcode"]);
  });

  it("is refreshed where that region isn't the one of the global services", async () => {
    const plans: string[][] = [];
    await expect(prove({ ...REGIONS, primary: "us-west-2" }, plans)).resolves.toBe(
      "with us-west-2 down: empty plan, a change applied and taken back",
    );
    expect(plans).toEqual([[]]);
  });

  it("fails the proof when it reads something in the primary region", async () => {
    const reading = { provider: "aws.primary", name: "/standby/payments/dev/active-site" };
    writeFileSync(
      join(folders.dr.path, "reading.tf.json"),
      JSON.stringify({ data: { aws_ssm_parameter: { elsewhere: reading } } }),
    );
    await expect(prove()).rejects.toThrow("Region us-east-1 does not answer");
  });
});
