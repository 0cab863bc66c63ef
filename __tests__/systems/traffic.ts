import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";

/** Each way that is open as `<from> -> <to>:<port>`, with security groups by the thing that their names say. */
export interface Ways {
  /** What groups let in. */
  readonly in: readonly string[];
  /** What groups let out. */
  readonly out: readonly string[];
}

/** Every way that the rules of a stack's security groups open, in the order of the alphabet. */
export function waysOf(stack: TerraformConfiguration): Ways {
  const blocks = addressedBlocks(stack);
  const nameOf = (reference: unknown) => {
    const group = blocks.find(({ address }) => reference === `\${${address}.id}`);
    return String(group?.block.name ?? reference).replace(/^[a-z]+-(.+?)(-dr)?-dev$/, "$1");
  };
  const vpc = blocks.find(({ type }) => type === "aws_vpc")?.block.cidr_block;
  const placeOf = (cidr: unknown) => (cidr === vpc ? "vpc" : "anywhere");
  const rules = (direction: "ingress" | "egress") =>
    blocks
      .filter(({ type }) => type === `aws_vpc_security_group_${direction}_rule`)
      .map(({ address, block }) => {
        if (block.from_port !== block.to_port) throw new Error(`${address} opens more than one port`);
        const own = nameOf(block.security_group_id);
        const other = block.referenced_security_group_id
          ? nameOf(block.referenced_security_group_id)
          : placeOf(block.cidr_ipv4);
        const [from, to] = direction === "ingress" ? [other, own] : [own, other];
        return `${from} -> ${to}:${String(block.from_port)}`;
      })
      .sort();
  return { in: rules("ingress"), out: rules("egress") };
}
