import { spawnSync } from "node:child_process";

/**
 * Like `describe`, for tests that need something which is not everywhere. Where it is missing they count as skipped, and
 * the reason is in the title and on stderr: jest does not print the titles of a file whose tests are all skipped.
 *
 * @param missing why the tests can't run; undefined when they can.
 */
export function describeUnlessMissing(missing: string | undefined, title: string, tests: () => void): void {
  if (missing !== undefined) process.stderr.write(`Skipped: ${title}: ${missing}\n`);
  const suite = missing === undefined ? describe : describe.skip;
  suite(missing === undefined ? title : `${title} (skipped: ${missing})`, tests);
}

/** Why real Terraform can't be run; undefined where it can. */
export function terraformMissing(): string | undefined {
  const found = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;
  return found ? undefined : "Terraform is not on the PATH";
}

/** Like `describe`, for tests that run real Terraform. */
export function describeWithTerraform(title: string, tests: () => void): void {
  describeUnlessMissing(terraformMissing(), title, tests);
}
