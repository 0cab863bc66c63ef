import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../src/cli/actions/synthesize";
import type { Environment } from "../../src/config/environment";
import type { PerSite, Site } from "../../src/config/site";
import type { States } from "../../src/rehearsal/states";
import { StackFolder } from "../../src/rehearsal/workspace";
import type { SystemDefinition } from "../../src/systems/system";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { smallPayments } from "../support/small-payments";

/** Stacks of an environment's first system, synthesized into a temporary folder as a deployment would be. */
export class SynthesizedSystem {
  private readonly root = mkdtempSync(join(tmpdir(), "standby-rehearsal-test-"));
  /** The output folder of the synthesis. */
  readonly outdir = join(this.root, "out");
  readonly system: string;

  /** @param known by default the small payments: what is tested again and again need not be big. */
  constructor(
    readonly environment: Environment,
    known: readonly SystemDefinition[] = [smallPayments],
  ) {
    this.system = String(Object.keys(environment.systems)[0]);
    synthesize({ environment, systems: known, outdir: this.outdir });
  }

  /**
   * Copies of both stacks in which Terraform can work; they go with the synthesis.
   *
   * @param states by default files, which go as well
   */
  newFolders(states?: States): PerSite<StackFolder> {
    const workFolder = mkdtempSync(join(this.root, "work-"));
    const folderOf = (site: Site) =>
      new StackFolder(`${this.system}-${site}`, this.sourceOf(site), workFolder, states);
    return { primary: folderOf("primary"), dr: folderOf("dr") };
  }

  get configuration(): PerSite<TerraformConfiguration> {
    return { primary: this.read("primary"), dr: this.read("dr") };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private read(site: Site): TerraformConfiguration {
    return JSON.parse(
      readFileSync(join(this.sourceOf(site), "cdk.tf.json"), "utf8"),
    ) as TerraformConfiguration;
  }

  private sourceOf(site: Site): string {
    return join(this.outdir, "stacks", `${this.system}-${site}`);
  }
}
