import { join } from "node:path";
import type { Environment } from "../../src/config/environment";
import { loadEnvironment } from "../../src/config/load-environment";
import { systems } from "../../src/systems";
import { ACCOUNT } from "../support/stack";

/** A file in `environments/`. */
export type ShippedEnvironment = "dev" | "prod";

/** What is rehearsed to the end need not be planned once more to be scanned; each system at most once, as all plans lie in a folder. */
export const REHEARSED: readonly (readonly [ShippedEnvironment, string])[] = [
  ["prod", "payments"],
  ["dev", "streamflix"],
  ["dev", "globalstream"],
  ["dev", "mediadb"],
];

/** What the environment files leave open. */
export const GIVEN = {
  STANDBY_ACCOUNT: ACCOUNT,
  STANDBY_ALERT_EMAIL: "alerts@example.com",
  STANDBY_DOMAIN: "example.com",
};

/** An environment as it is shipped, with one of its systems. */
export function shipped(name: ShippedEnvironment, system: string): Environment {
  const root = join(__dirname, "..", "..");
  const environment = loadEnvironment({ root, variables: { ...GIVEN, STANDBY_ENV: name }, systems });
  const settings = environment.systems[system];
  if (!settings) throw new Error(`environment ${name} does not deploy ${system}`);
  return { ...environment, systems: { [system]: settings } };
}
