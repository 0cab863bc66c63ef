import { TerraformDataSource, TerraformResource } from "cdktf";
import type { PerSite } from "../config/site";
import type { RegionalStack } from "../stacks/regional-stack";
import { configurationOf } from "../terraform/configuration";
import { addressesRule } from "./addresses";
import { contractRule } from "./contract";
import { movedByFailoverRule } from "./moved-by-failover";
import { namesRule } from "./names";
import { ownRegionRule } from "./own-region";
import { protectionRule } from "./protection";
import { providersRule } from "./providers";
import type { Rule, StackUnderTest } from "./rule";
import { stateBackendRule } from "./state-backend";

/** Every rule that a stack must keep before it may be synthesized. */
export const rules: readonly Rule[] = [
  providersRule,
  ownRegionRule,
  contractRule,
  movedByFailoverRule,
  stateBackendRule,
  addressesRule,
  protectionRule,
  namesRule,
];

/** The breaches of all rules, each with the rule's id. CDKTF calls it before it writes the stack. */
export function validateStack(stack: RegionalStack, stacks: PerSite<RegionalStack>): string[] {
  const shown = stackUnderTest(stack, stacks);
  return rules.flatMap((rule) => rule.check(shown).map((breach) => `${rule.id}: ${breach}`));
}

/** What the rules are shown of a stack. */
export function stackUnderTest(stack: RegionalStack, stacks: PerSite<RegionalStack>): StackUnderTest {
  const constructs = stack.node.findAll();
  const other = stack.site === "primary" ? stacks.dr : stacks.primary;
  return {
    system: stack.system,
    site: stack.site,
    suffix: stack.environment.suffix,
    regions: stack.regions,
    isProtected: stack.isProtected,
    configuration: configurationOf(stack),
    // Resolving a stack is the dear part of a rule, and one rule needs it for one stack of two.
    get other() {
      return configurationOf(other);
    },
    constructed: constructs.filter(
      (construct) => construct instanceof TerraformResource || construct instanceof TerraformDataSource,
    ).length,
    paths: constructs
      .map((construct) => construct.node.path.slice(stack.node.path.length + 1))
      .filter(Boolean),
  };
}
