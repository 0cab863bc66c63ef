import { SITES, type Site } from "../../src/config/site";
import { rules, stackUnderTest } from "../../src/rules";
import type { TerraformConfiguration } from "../../src/terraform/configuration";
import { blockOf, type BuiltSystem } from "../support/synthesis";

/** What a test does to a stack's JSON. */
type Spoil = (stack: TerraformConfiguration) => void;

/** Answers what the rules say of a site's stack after one mistake was made in its JSON; hashes of addresses are left out. */
export function breachesOf({ stacks, configuration }: BuiltSystem): (site: Site, make: Spoil) => string[] {
  const resolved = new Map(SITES.map((site) => [stacks[site], configuration[site]]));
  return (site, make) => {
    const shown = stackUnderTest(stacks[site], stacks, resolved);
    const spoiled = structuredClone(shown.configuration);
    make(spoiled);
    return rules
      .flatMap((rule) =>
        rule.check({ ...shown, configuration: spoiled }).map((found) => `${rule.id}: ${found}`),
      )
      .map((breach) => breach.replace(/_[0-9A-F]{8}/g, ""));
  };
}

/** The arguments of the one block of a type whose name holds `part`, to be changed. */
export function argumentsIn(
  stack: TerraformConfiguration,
  type: string,
  part?: string,
): Record<string, unknown> {
  return blockOf(stack, type, part).block;
}
