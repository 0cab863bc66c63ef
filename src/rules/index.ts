import { TerraformDataSource, TerraformResource } from "cdktf";
import type { PerSite } from "../config/site";
import type { RegionalStack } from "../stacks/regional-stack";
import { configurationOf, type TerraformConfiguration } from "../terraform/configuration";
import { addressesRule } from "./addresses";
import { alarmsRule } from "./alarms";
import { bucketsRule } from "./buckets";
import { contractRule } from "./contract";
import { iamRule } from "./iam";
import { movedByFailoverRule } from "./moved-by-failover";
import { namesRule } from "./names";
import { ownRegionRule } from "./own-region";
import { protectionRule } from "./protection";
import { providersRule } from "./providers";
import { rotationRule } from "./rotation";
import type { Rule, StackUnderTest } from "./rule";
import { stateBackendRule } from "./state-backend";

/** Every rule that a stack must keep before it may be synthesized. */
export const rules: readonly Rule[] = [
  providersRule,
  ownRegionRule,
  contractRule,
  movedByFailoverRule,
  rotationRule,
  stateBackendRule,
  addressesRule,
  protectionRule,
  namesRule,
  alarmsRule,
  iamRule,
  bucketsRule,
];

/** Gives the configuration of a stack: what it is synthesized to. */
export type Resolve = (stack: RegionalStack) => TerraformConfiguration;

/** Resolves each stack once: it is the dear part of a rule, and both stacks are looked at from both sides. */
export function resolveOnce(): Resolve {
  const resolved = new Map<RegionalStack, TerraformConfiguration>();
  return (stack) => {
    const configuration = resolved.get(stack) ?? configurationOf(stack);
    resolved.set(stack, configuration);
    return configuration;
  };
}

/** The breaches of all rules, each with the rule's id. CDKTF calls it before it writes the stack. */
export function validateStack(
  stack: RegionalStack,
  stacks: PerSite<RegionalStack>,
  resolve: Resolve = configurationOf,
): string[] {
  const shown = stackUnderTest(stack, stacks, resolve);
  return rules.flatMap((rule) => rule.check(shown).map((breach) => `${rule.id}: ${breach}`));
}

/** What the rules are shown of a stack. */
export function stackUnderTest(
  stack: RegionalStack,
  stacks: PerSite<RegionalStack>,
  resolve: Resolve = configurationOf,
): StackUnderTest {
  const constructs = stack.node.findAll();
  const other = stack.site === "primary" ? stacks.dr : stacks.primary;
  return {
    system: stack.system,
    site: stack.site,
    suffix: stack.environment.suffix,
    regions: stack.regions,
    isProtected: stack.isProtected,
    configuration: resolve(stack),
    // Only where a rule asks for it.
    get other() {
      return resolve(other);
    },
    constructed: constructs.filter(
      (construct) => construct instanceof TerraformResource || construct instanceof TerraformDataSource,
    ).length,
    paths: constructs
      .map((construct) => construct.node.path.slice(stack.node.path.length + 1))
      .filter(Boolean),
  };
}
