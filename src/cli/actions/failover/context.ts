import type { RegionalClients } from "../../../aws/clients";
import { credentialsProblem } from "../../../aws/identity";
import type { DeploymentRole } from "../../../config/deployment-role";
import { ENVIRONMENT_VARIABLE } from "../../../config/overrides";
import { SITES, type PerSite } from "../../../config/site";
import type { Clock } from "../../../failover/operate/clock";
import { readDeployment, type Deployment } from "../../../failover/operate/deployment";
import { planSystems } from "../failover-plans";
import { Failure } from "../failure";
import type { OperationEvent } from "./events";
import type { ProjectDependencies } from "../synthesized-systems";

/** What an operation works with. */
export interface OperationDependencies extends ProjectDependencies {
  /** The AWS clients of a region, in the role that the environment names. */
  clientsOf(region: string, role?: DeploymentRole): RegionalClients;
  readonly clock: Clock;
  /**
   * Reads the system that is operated on.
   *
   * @default - it is synthesized in this process
   */
  readonly deploymentOf?: (system: string) => Deployment;
}

/** What an operator is asked to type, before something is moved. */
export interface Confirmation {
  /** What will happen, and what to type. */
  readonly question: string;
  /** The text that must be typed. */
  readonly expected: string;
  /** Whether `--yes` answers it as well. */
  readonly mayBeSkipped: boolean;
}

/** How an operation talks to whoever has started it. */
export interface Operator {
  readonly signal: AbortSignal;
  onEvent(event: OperationEvent): void;
  /**
   * Asks for a confirmation.
   *
   * @throws Failure where nobody can be asked.
   */
  confirm(confirmation: Confirmation): Promise<boolean>;
}

/** A system that is operated on. */
export interface OperationContext {
  readonly deployment: Deployment;
  readonly clients: PerSite<RegionalClients>;
  readonly clock: Clock;
  readonly operator: Operator;
  /** Writes a command of Standby as a user types it. */
  readonly standby: (args: string) => string;
}

/**
 * Reads the system and checks the credentials.
 *
 * @throws Failure for an unknown system or credentials that must not be used, EnvironmentError for a wrong environment.
 */
export async function openContext(
  dependencies: OperationDependencies,
  system: string,
  operator: Operator,
): Promise<OperationContext> {
  const deployment = (dependencies.deploymentOf ?? synthesized(dependencies))(system);
  const { role, sites } = deployment;
  const clients = {
    primary: dependencies.clientsOf(sites.primary.region, role),
    dr: dependencies.clientsOf(sites.dr.region, role),
  };
  const [problem] = (
    await Promise.all(SITES.map((site) => credentialsProblem(clients[site], deployment)))
  ).filter((found) => found !== undefined);
  if (problem !== undefined) throw new Failure(problem, [{ message: problem }]);
  const standby = standbyCommand(dependencies.variables);
  return { deployment, clients, clock: dependencies.clock, operator, standby };
}

/** Writes commands so that a copied one works in the same environment. */
export function standbyCommand(variables: ProjectDependencies["variables"]): (args: string) => string {
  const chosen = variables[ENVIRONMENT_VARIABLE];
  const prefix = chosen ? `${ENVIRONMENT_VARIABLE}=${chosen} ` : "";
  return (args) => `${prefix}npm run standby -- ${args}`;
}

function synthesized(dependencies: ProjectDependencies): (system: string) => Deployment {
  return (name) => {
    const { environment, systems } = planSystems(dependencies, [name]);
    const planned = systems.find(({ system }) => system === name);
    if (!planned) throw new Error(`${name} was not planned`);
    return readDeployment({ environment, ...planned });
  };
}
