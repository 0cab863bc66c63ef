import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { loadEnvironment } from "../../config/load-environment";
import type { PerSite, Site } from "../../config/site";
import type { SystemDefinition } from "../../systems/system";
import type { TerraformConfiguration } from "../../terraform/configuration";
import { readSynthesized } from "../../terraform/synthesized";
import { chooseSystems } from "./choose-systems";
import { synthesize } from "./synthesize";

/** What an action synthesizes from. */
export interface ProjectDependencies {
  /** The project's root. */
  readonly root: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Every system there is. */
  readonly systems: readonly SystemDefinition[];
}

/** A system as it is synthesized. */
export interface SynthesizedSystem {
  readonly system: string;
  readonly configurations: PerSite<TerraformConfiguration>;
}

/**
 * Synthesizes systems into a folder that is gone afterwards, and reads what came out. Nothing is asked of AWS.
 *
 * @param asked names of systems; all of the environment's when empty.
 * @throws Failure for a system that is unknown or can't be synthesized, EnvironmentError for a wrong environment.
 */
export function synthesizeSystems(
  { root, variables, systems }: ProjectDependencies,
  asked: readonly string[],
): { readonly environment: Environment; readonly systems: readonly SynthesizedSystem[] } {
  const known = systems.map(({ name }) => name);
  chooseSystems(asked, known, "this project");
  const environment = loadEnvironment({ root, variables, systems });
  const deployed = known.filter((name) => environment.systems[name]);
  const chosen = chooseSystems(asked, deployed, `environment ${environment.name}`);
  const outdir = mkdtempSync(join(tmpdir(), "standby-synth-"));
  try {
    synthesize({ environment, systems: systems.filter(({ name }) => chosen.includes(name)), outdir });
    return {
      environment,
      systems: chosen.map((system) => ({ system, configurations: configurationsOf(system, outdir) })),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function configurationsOf(system: string, outdir: string): PerSite<TerraformConfiguration> {
  const read = (site: Site) => readSynthesized(join(outdir, "stacks", `${system}-${site}`));
  return { primary: read("primary"), dr: read("dr") };
}
