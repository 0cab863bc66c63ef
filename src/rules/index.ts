import { TerraformDataSource, TerraformResource } from "cdktf";
import type { PerSite } from "../config/site";
import type { RegionalStack } from "../stacks/regional-stack";
import { configurationOf, type TerraformConfiguration } from "../terraform/configuration";
import { accessLogsRule } from "./access-logs";
import { addressesRule } from "./addresses";
import { alarmsRule } from "./alarms";
import { backupsRule } from "./backups";
import { bucketsRule } from "./buckets";
import { contractRule } from "./contract";
import { iamRule } from "./iam";
import { movedByFailoverRule } from "./moved-by-failover";
import { namesRule } from "./names";
import { objectivesRule } from "./objectives";
import { ownRegionRule } from "./own-region";
import { protectionRule } from "./protection";
import { providersRule } from "./providers";
import { residencyRule } from "./residency";
import { rotationRule } from "./rotation";
import type { Rule, StackUnderTest } from "./rule";
import { securityGroupsRule } from "./security-groups";
import { stateBackendRule } from "./state-backend";
import { volumesRule } from "./volumes";
import { wayOutRule } from "./way-out";

/** Every rule that a stack must keep before it may be synthesized. */
export const rules: readonly Rule[] = [
  providersRule,
  ownRegionRule,
  residencyRule,
  contractRule,
  movedByFailoverRule,
  objectivesRule,
  rotationRule,
  stateBackendRule,
  addressesRule,
  protectionRule,
  namesRule,
  alarmsRule,
  iamRule,
  bucketsRule,
  accessLogsRule,
  backupsRule,
  securityGroupsRule,
  volumesRule,
  wayOutRule,
];

/** What stacks were resolved to, after their aspects. Resolving one is the dear part of a rule. */
export type Resolved = Map<RegionalStack, TerraformConfiguration>;

/** The breaches of all rules, each with the rule's id. CDKTF calls it before it writes the stack. */
export function validateStack(
  stack: RegionalStack,
  stacks: PerSite<RegionalStack>,
  resolved: Resolved = new Map(),
): string[] {
  const shown = stackUnderTest(stack, stacks, resolved);
  resolved.set(stack, shown.configuration);
  return rules.flatMap((rule) => rule.check(shown).map((breach) => `${rule.id}: ${breach}`));
}

/** What the rules are shown of a stack. */
export function stackUnderTest(
  stack: RegionalStack,
  stacks: PerSite<RegionalStack>,
  resolved: Resolved = new Map(),
): StackUnderTest {
  const constructs = stack.node.findAll();
  const other = stack.site === "primary" ? stacks.dr : stacks.primary;
  return {
    system: stack.system,
    site: stack.site,
    suffix: stack.environment.suffix,
    regions: stack.regions,
    isProtected: stack.isProtected,
    residency: stack.residency,
    configuration: configurationOf(stack),
    // Only where a rule asks for it.
    get other() {
      return resolved.get(other) ?? configurationOf(other);
    },
    constructed: constructs.filter(
      (construct) => construct instanceof TerraformResource || construct instanceof TerraformDataSource,
    ).length,
    paths: constructs
      .map((construct) => construct.node.path.slice(stack.node.path.length + 1))
      .filter(Boolean),
  };
}
