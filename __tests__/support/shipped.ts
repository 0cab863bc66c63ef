import { join } from "node:path";
import type { Environment } from "../../src/config/environment";
import { loadEnvironment } from "../../src/config/load-environment";
import { systems } from "../../src/systems";
import { ACCOUNT } from "./stack";

/** What the environment files leave open. */
export const GIVEN = {
  STANDBY_ACCOUNT: ACCOUNT,
  STANDBY_ALERT_EMAIL: "alerts@example.com",
  STANDBY_DOMAIN: "example.com",
};

/** An environment as it is shipped in `environments/`, with one of its systems. */
export function shipped(name: "dev" | "prod", system: string): Environment {
  const root = join(__dirname, "..", "..");
  const environment = loadEnvironment({ root, variables: { ...GIVEN, STANDBY_ENV: name }, systems });
  const settings = environment.systems[system];
  if (!settings) throw new Error(`environment ${name} does not deploy ${system}`);
  return { ...environment, systems: { [system]: settings } };
}
