import type { Site } from "../config/site";
import type { Block, BlocksByType, TerraformConfiguration } from "../terraform/configuration";
import type { SystemStacks } from "./estimate";

/** Both stacks with every resource of a type changed: what they would cost otherwise. */
export function changeStacks(
  stacks: SystemStacks,
  type: string,
  change: (block: Block) => Block,
): SystemStacks {
  const { primary, dr } = stacks.configurations;
  const configurations = { primary: changeType(primary, type, change), dr: changeType(dr, type, change) };
  return { ...stacks, configurations };
}

/** Both stacks with no more than so many resources of each type in a stack, or in that of one site. */
export function thinStacks(
  { configurations, ...stacks }: SystemStacks,
  types: readonly string[],
  { keep, site: only }: { readonly keep: number; readonly site?: Site },
): SystemStacks {
  const thin = (configuration: TerraformConfiguration, type: string): TerraformConfiguration => {
    const kept = Object.entries(configuration.resource?.[type] ?? {}).slice(0, keep);
    return { ...configuration, resource: { ...configuration.resource, [type]: Object.fromEntries(kept) } };
  };
  const thinned = (site: Site) =>
    only === undefined || only === site ? types.reduce(thin, configurations[site]) : configurations[site];
  return { ...stacks, configurations: { primary: thinned("primary"), dr: thinned("dr") } };
}

/** The resources of a type, of both stacks. */
export function blocksOfType({ configurations }: SystemStacks, type: string): Block[] {
  return Object.values(configurations).flatMap(({ resource }) => Object.values(resource?.[type] ?? {}));
}

/** Every resource of both stacks. */
export function allBlocks({ configurations }: SystemStacks): Block[] {
  return Object.values(configurations).flatMap(({ resource }) =>
    Object.values(resource ?? {}).flatMap(Object.values),
  );
}

function changeType(
  configuration: TerraformConfiguration,
  type: string,
  change: (block: Block) => Block,
): TerraformConfiguration {
  const blocks = Object.entries(configuration.resource?.[type] ?? {}).map(
    ([name, block]) => [name, change(block)] as const,
  );
  const resource: BlocksByType = { ...configuration.resource, [type]: Object.fromEntries(blocks) };
  return { ...configuration, resource };
}
