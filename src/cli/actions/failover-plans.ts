import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { loadEnvironment } from "../../config/load-environment";
import { SITES, type PerSite, type Site } from "../../config/site";
import type { FailoverPlan } from "../../failover/plan/model";
import { findMachine } from "../../failover/plan/read";
import type { SystemDefinition } from "../../systems/system";
import type { TerraformConfiguration } from "../../terraform/configuration";
import { chooseSystems } from "./choose-systems";
import { Failure } from "./failure";
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

/** A system as it is synthesized, with the plan of each site. */
export interface PlannedSystem {
  readonly system: string;
  readonly configurations: PerSite<TerraformConfiguration>;
  /** How each site takes over. */
  readonly plans: PerSite<FailoverPlan>;
}

/** What the environment deploys. */
export interface PlannedEnvironment {
  readonly environment: Environment;
  readonly systems: readonly PlannedSystem[];
}

/**
 * Synthesizes systems, and reads their failover plans from what came out. Nothing is asked of AWS.
 *
 * @param asked names of systems; all of the environment's when empty.
 * @throws Failure for a system that is unknown or can't be synthesized, EnvironmentError for a wrong environment.
 */
export function planSystems(
  { root, variables, systems }: ProjectDependencies,
  asked: readonly string[],
): PlannedEnvironment {
  const known = systems.map(({ name }) => name);
  chooseSystems(asked, known, "this project");
  const environment = loadEnvironment({ root, variables, systems });
  const deployed = known.filter((name) => environment.systems[name]);
  const chosen = chooseSystems(asked, deployed, `environment ${environment.name}`);
  const outdir = mkdtempSync(join(tmpdir(), "standby-plans-"));
  try {
    synthesize({ environment, systems: systems.filter(({ name }) => chosen.includes(name)), outdir });
    return { environment, systems: chosen.map((system) => readSystem(system, outdir)) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readSystem(system: string, outdir: string): PlannedSystem {
  const read = (site: Site) => {
    const text = readFileSync(join(outdir, "stacks", `${system}-${site}`, "cdk.tf.json"), "utf8");
    return JSON.parse(text) as TerraformConfiguration;
  };
  const configurations = { primary: read("primary"), dr: read("dr") };
  const plans = { primary: planOf(configurations.primary), dr: planOf(configurations.dr) };
  const { primary, dr } = plans;
  if (primary && dr) return { system, configurations, plans: { primary, dr } };
  const problems = SITES.filter((site) => !plans[site]).map((site) => ({
    system,
    message: `${system}-${site} has no state machine: the failover of ${system} is not built`,
  }));
  throw new Failure(problems.map(({ message }) => message).join("\n"), problems);
}

function planOf(configuration: TerraformConfiguration): FailoverPlan | undefined {
  return findMachine(configuration)?.plan;
}
