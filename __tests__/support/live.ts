import { readFileSync } from "node:fs";
import { SITES, type Site } from "../../src/config/site";
import { describeUnlessMissing } from "./optional";

/** Names a file of `cdktf output --outputs-file`: outputs of a deployed environment, by stack. */
const VARIABLE = "STANDBY_LIVE_OUTPUTS";

/** The outputs of one deployed stack, by name. */
export type Outputs = Readonly<Record<string, string>>;

/**
 * Like `describe`, for tests against a deployed system. Skipped where no file of outputs is named, or where it holds none of
 * the system, and says so; a system of which one stack is missing fails.
 */
export function describeWithDeployment(
  system: string,
  tests: (outputs: (site: Site) => Outputs) => void,
): void {
  const file = process.env[VARIABLE];
  const deployed = file ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, Outputs>) : {};
  const isDeployed = SITES.some((site) => `${system}-${site}` in deployed);
  const missing = file ? `${file} holds no outputs of ${system}` : `${VARIABLE} names no file of outputs`;
  describeUnlessMissing(isDeployed ? undefined : missing, `a deployed ${system}`, () =>
    tests((site) => {
      const outputs = deployed[`${system}-${site}`];
      if (!outputs) throw new Error(`${file} holds no outputs of ${system}-${site}`);
      return outputs;
    }),
  );
}

/** Says that tests may interrupt what is deployed. */
const DRILLS = "STANDBY_LIVE_DRILLS";

/** Like `describe`, for tests that interrupt a deployed system on purpose. Skipped where nobody has asked for them. */
export function describeDrills(title: string, tests: () => void): void {
  describeUnlessMissing(process.env[DRILLS] === "yes" ? undefined : `${DRILLS} is not yes`, title, tests);
}
