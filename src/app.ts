import { Aspects } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "./config/environment";
import { ResidencyBoundary } from "./constructs/iam/residency-boundary";
import { CarryWildcardReasons } from "./iam/reasons";
import { ProtectStatefulResources } from "./stacks/protect-stateful-resources";
import { RegionalStack } from "./stacks/regional-stack";
import { withoutStackTraces } from "./stacks/without-stack-traces";
import { validateStack, type Resolved } from "./rules";
import type { SystemDefinition } from "./systems/system";

/** Builds the two stacks of every system that the environment deploys. */
export function buildStacks(
  scope: Construct,
  environment: Environment,
  systems: readonly SystemDefinition[],
): RegionalStack[] {
  return withoutStackTraces(() => build(scope, environment, systems));
}

function build(
  scope: Construct,
  environment: Environment,
  systems: readonly SystemDefinition[],
): RegionalStack[] {
  const resolved: Resolved = new Map();
  return systems.flatMap((definition) => {
    const settings = environment.systems[definition.name];
    if (!settings) return [];
    const { name: system, tags, residency } = definition;
    const stackFor = (site: "primary" | "dr") =>
      new RegionalStack(scope, { system, site, regions: settings.regions, environment, tags, residency });
    const stacks = { primary: stackFor("primary"), dr: stackFor("dr") };
    // For the order of deployment only: the DR stack needs what the primary stack has put into its region.
    stacks.dr.addDependency(stacks.primary);
    definition.build(stacks, settings, environment);
    for (const stack of [stacks.primary, stacks.dr]) {
      if (residency) new ResidencyBoundary(stack, "residency");
      Aspects.of(stack).add(new CarryWildcardReasons());
      if (stack.isProtected) Aspects.of(stack).add(new ProtectStatefulResources());
      stack.node.addValidation({ validate: () => validateStack(stack, stacks, resolved) });
    }
    return [stacks.primary, stacks.dr];
  });
}
