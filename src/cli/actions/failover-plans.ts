import type { Environment } from "../../config/environment";
import { SITES, type PerSite } from "../../config/site";
import type { FailoverPlan } from "../../failover/plan/model";
import { findMachine } from "../../failover/plan/read";
import { Failure } from "./failure";
import { synthesizeSystems, type ProjectDependencies, type SynthesizedSystem } from "./synthesized-systems";

/** A system as it is synthesized, with the plan of each site. */
export interface PlannedSystem extends SynthesizedSystem {
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
export function planSystems(dependencies: ProjectDependencies, asked: readonly string[]): PlannedEnvironment {
  const { environment, systems } = synthesizeSystems(dependencies, asked);
  return { environment, systems: systems.map(planOf) };
}

function planOf({ system, configurations }: SynthesizedSystem): PlannedSystem {
  const [primary, dr] = SITES.map((site) => findMachine(configurations[site])?.plan);
  if (primary && dr) return { system, configurations, plans: { primary, dr } };
  const problems = SITES.filter((site) => !{ primary, dr }[site]).map((site) => ({
    system,
    message: `${system}-${site} has no state machine: the failover of ${system} is not built`,
  }));
  throw new Failure(problems.map(({ message }) => message).join("\n"), problems);
}
