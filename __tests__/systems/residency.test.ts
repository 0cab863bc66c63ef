import { EUROPEAN_UNION } from "../../src/config/residency";
import { SITES, type PerSite } from "../../src/config/site";
import type { Environment } from "../../src/config/environment";
import { validateStack } from "../../src/rules";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { systems } from "../../src/systems";
import { newApp } from "../support/stack";
import { buildSystemStacks, configurationFrom, destroyableEnvironment } from "../support/synthesis";

const REGIONS: PerSite<string> = { primary: "eu-central-1", dr: "eu-west-1" };

/** A whole system as if it had to stay in the European Union, wherever its settings let it live. */
function moved(name: string): PerSite<RegionalStack> {
  const [definition] = systems.filter((system) => system.name === name);
  if (!definition) throw new Error(`there is no ${name}`);
  const environment = destroyableEnvironment({ systems: { [name]: {} } });
  const settings = { ...environment.systems[name], regions: REGIONS };
  const there = { ...environment, systems: { [name]: settings } } as Environment;
  return buildSystemStacks(newApp(), there, [{ ...definition, residency: EUROPEAN_UNION }]);
}

// With an API, a pipeline and backups; with an RDS instance and a switch of its own; and the one that has to stay there.
describe.each(["globalstream", "streamflix", "mediadb"])("%s in the European Union", (name) => {
  const stacks = moved(name);
  Object.values(stacks).forEach((stack) => stack.prepareStack());
  const configurations = { primary: configurationFrom(stacks.primary), dr: configurationFrom(stacks.dr) };

  test.each(SITES)("stays there with its %s site: no statement of a role is without effect", (site) => {
    expect(validateStack(stacks[site], stacks)).toEqual([]);
  });

  test.each(SITES)("binds every role of its %s site to its own stack's boundary", (site) => {
    const roles = Object.values(configurations[site].resource?.aws_iam_role ?? {});
    expect(roles.length).toBeGreaterThan(9);
    expect(new Set(roles.map((role) => role.permissions_boundary))).toEqual(
      new Set(["${aws_iam_policy.residency.arn}"]),
    );
  });
});
