import type { Environment } from "../../src/config/environment";
import { systems } from "../../src/systems";
import { rehearsed, type Rehearsed } from "../rehearsal/rehearsed";
import { describeWithTerraform } from "../support/optional";
import { destroyableEnvironment, protectedEnvironment } from "../support/synthesis";

/** What is left out where a small environment with a domain is rehearsed by `standby start` already. */
const environments: readonly [string, Environment][] = [
  ["without a domain", destroyableEnvironment({ domain: undefined })],
  ["that is protected", protectedEnvironment()],
];

describeWithTerraform("the whole payments in an environment", () => {
  test.each(environments)("%s applies, and is planned empty again", async (_which, environment) => {
    const { report, error }: Rehearsed = await rehearsed({
      environment,
      known: systems,
      isProtected: environment.protection === "protected",
    });
    expect(error).toBeUndefined();
    expect(report?.failure).toBeUndefined();
    expect(report?.ok).toBe(true);
    expect(report?.resources["payments-primary"]).toBeGreaterThan(200);
    expect(report?.resources["payments-dr"]).toBeGreaterThan(140);
  });
});
