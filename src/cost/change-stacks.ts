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

/** The resources of a type, of both stacks. */
export function blocksOfType({ configurations }: SystemStacks, type: string): Block[] {
  return Object.values(configurations).flatMap(({ resource }) => Object.values(resource?.[type] ?? {}));
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
