import type { Construct } from "constructs";
import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../../src/terraform/configuration";

/** Every block of a type: `aws_vpc`, `data.aws_ssm_parameter`, `ephemeral.aws_secretsmanager_random_password`. */
export function blocksOf(configuration: TerraformConfiguration, type: string): AddressedBlock[] {
  return addressedBlocks(configuration).filter(({ address }) => address.startsWith(`${type}.`));
}

/** The one block of a type whose name holds `part`. */
export function blockOf(configuration: TerraformConfiguration, type: string, part = ""): AddressedBlock {
  const found = blocksOf(configuration, type).filter(({ address }) =>
    address.includes(part, type.length + 1),
  );
  const [block] = found;
  if (!block || found.length > 1) {
    const names = blocksOf(configuration, type).map(({ address }) => address);
    throw new Error(`${found.length} of ${names.join(", ") || "no blocks"} match ${type} ${part}`);
  }
  return block;
}

/** The arguments of the one block of a type whose name holds `part`. */
export function argumentsOf(configuration: TerraformConfiguration, type: string, part = "") {
  return blockOf(configuration, type, part).block;
}

/** The text of a reference to an attribute, as it stands in the JSON. */
export function reference({ address }: AddressedBlock, attribute: string): string {
  return `\${${address}.${attribute}}`;
}

/** The one construct of a class under a scope whose path holds `part`. */
export function constructOf<T extends Construct>(
  scope: Construct,
  type: abstract new (...given: never[]) => T,
  part = "",
): T {
  const found = scope.node.findAll().filter((child): child is T => child instanceof type);
  const [match, ...others] = found.filter(({ node }) => node.path.includes(part));
  if (!match || others.length > 0) {
    throw new Error(`not one ${type.name} ${part}: ${found.map(({ node }) => node.path).join(", ")}`);
  }
  return match;
}
