import type { Block, TerraformConfiguration } from "../terraform/configuration";
import { blocksOfType } from "./change-stacks";
import type { SystemStacks } from "./estimate";
import type { LeanerStacks } from "./leaner-stacks";

const ENDPOINTS = "aws_vpc_endpoint";

/**
 * NAT gateways where a network without a way out has interface endpoints (MD-CST-03); nothing for one that has gateways.
 * Endpoints cost by service and zone, gateways by zone alone: from a few services on, the closed network is the dearer one.
 */
export function natInsteadOfEndpoints(stacks: SystemStacks): LeanerStacks[] {
  if (blocksOfType(stacks, "aws_nat_gateway").length > 0) return [];
  const zones = Math.max(0, ...blocksOfType(stacks, ENDPOINTS).map((block) => zonesOf(block)));
  if (zones === 0) return [];
  const gives = "tasks and functions could send data anywhere; a firewall with names would have to stop that";
  return [
    {
      option: "One NAT gateway a site instead of interface endpoints, `network.natGateways`",
      price: `${gives}, and with the gateway's zone all zones lose the way out`,
      stacks: withGateways(stacks, 1),
    },
    {
      option: "A NAT gateway a zone instead of interface endpoints, `network.natGateways`",
      price: gives,
      stacks: withGateways(stacks, zones),
    },
  ];
}

/** How many zones an interface endpoint is in; those for S3 and DynamoDB are in none, and free. */
function zonesOf({ subnet_ids: subnets }: Block): number {
  return Array.isArray(subnets) ? subnets.length : 0;
}

function withGateways({ configurations, ...stacks }: SystemStacks, count: number): SystemStacks {
  const numbered = Object.fromEntries(Array.from({ length: count }, (_, index) => [`gateway-${index}`, {}]));
  const change = ({ resource = {}, ...configuration }: TerraformConfiguration): TerraformConfiguration => {
    const endpoints = Object.entries(resource[ENDPOINTS] ?? {}).filter(([, block]) => zonesOf(block) === 0);
    return {
      ...configuration,
      resource: {
        ...resource,
        [ENDPOINTS]: Object.fromEntries(endpoints),
        aws_nat_gateway: numbered,
        aws_eip: numbered,
      },
    };
  };
  return {
    ...stacks,
    configurations: { primary: change(configurations.primary), dr: change(configurations.dr) },
  };
}
