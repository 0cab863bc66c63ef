import { NFS_PORT } from "../constructs/file-system/mount-targets";
import { addressedBlocks, type AddressedBlock } from "../terraform/configuration";
import { at, listOf } from "./arguments";
import type { Rule } from "./rule";

/** Where the security groups of a type stand; without any, AWS takes the VPC's default group. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_service: ["network_configuration", "security_groups"],
  aws_efs_mount_target: ["security_groups"],
};

/** Arguments that let addresses in, instead of a security group. */
const ADDRESSES = ["cidr_blocks", "cidr_ipv4", "cidr_ipv6", "ipv6_cidr_blocks"];

/** Requirements GS-FIX-02, GS-FIX-03 and GS-SG-04. */
export const securityGroupsRule: Rule = {
  id: "security-groups",
  title:
    "Services and mount targets name their security groups, and NFS is let in by group, never by address",
  check({ configuration }) {
    return addressedBlocks(configuration)
      .filter(({ mode }) => mode === "resource")
      .flatMap((resource) => [...attachmentProblems(resource), ...nfsProblems(resource)]);
  },
};

function attachmentProblems({ address, type, block }: AddressedBlock): string[] {
  const path = GROUPS[type];
  return path === undefined || names(at(block, ...path))
    ? []
    : [`${address}: ${path.join(".")} must name a security group, or AWS takes the VPC's default one`];
}

function nfsProblems(resource: AddressedBlock): string[] {
  return ingressOf(resource)
    .filter((ingress) => letsNfsIn(ingress) && ADDRESSES.some((name) => names(at(ingress, name))))
    .map(
      () => `${resource.address}: NFS (${NFS_PORT}) must be let in from a security group, not from addresses`,
    );
}

/** The ways in that a resource opens, in whichever of the provider's three forms. */
function ingressOf({ type, block }: AddressedBlock): readonly unknown[] {
  if (type === "aws_vpc_security_group_ingress_rule") return [block];
  if (type === "aws_security_group_rule") return block.type === "ingress" ? [block] : [];
  return ["aws_default_security_group", "aws_security_group"].includes(type) ? listOf(block.ingress) : [];
}

function letsNfsIn(ingress: unknown): boolean {
  if ([at(ingress, "ip_protocol"), at(ingress, "protocol")].includes("-1")) return true;
  return Number(at(ingress, "from_port")) <= NFS_PORT && NFS_PORT <= Number(at(ingress, "to_port"));
}

/** Whether an argument names something: CDKTF writes null for what a block leaves out. */
function names(value: unknown): boolean {
  return listOf(value).some(Boolean);
}
