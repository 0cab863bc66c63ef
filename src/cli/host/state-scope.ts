import { deploymentRoleOf } from "../../config/deployment-role";
import { loadEnvironment } from "../../config/load-environment";
import { systems } from "../../systems";
import type { BootstrapScope } from "../actions/bootstrap";
import { chooseSystems } from "../actions/choose-systems";
import type { Host } from "./host";

/**
 * Reads from the environment what the state backend of a system is made from, as the stacks do.
 *
 * @throws Failure for an unknown system, EnvironmentError for a wrong environment.
 */
export function stateScope(
  { root, variables }: Pick<Host, "root" | "variables">,
  system: string,
): BootstrapScope {
  chooseSystems(
    [system],
    systems.map(({ name }) => name),
    "this project",
  );
  const environment = loadEnvironment({ root, variables, systems });
  chooseSystems([system], Object.keys(environment.systems), `environment ${environment.name}`);
  const [definition, settings] = [systems.find(({ name }) => name === system), environment.systems[system]];
  if (!definition || !settings) throw new Error(`${system} has no definition or no settings`);
  return {
    system,
    environment: environment.name,
    suffix: environment.suffix,
    account: environment.account,
    regions: settings.regions,
    role: deploymentRoleOf(environment),
    protect: environment.protection === "protected",
    tags: {
      ...environment.tags,
      ...definition.tags,
      Application: system,
      Environment: environment.name,
      ManagedBy: "standby/bootstrap",
    },
  };
}
