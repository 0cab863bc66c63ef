import type { AddressedBlock } from "../terraform/configuration";
import { at, listOf } from "./arguments";
import { referred } from "./references";

const EVERYWHERE = "0.0.0.0/0";

/** What the subnets of a configuration lead to. */
export class Surroundings {
  constructor(private readonly blocks: readonly AddressedBlock[]) {}

  /** Whether a route leads from a subnet out of its VPC, through a NAT gateway or whatever. */
  leadsOut(subnet: AddressedBlock): boolean {
    const table = this.tableOf(subnet);
    const routes = [
      ...this.ofType("aws_route")
        .filter(({ block }) => table && referred(block.route_table_id, this.blocks) === table)
        .map(({ block }) => at(block, "destination_cidr_block")),
      ...listOf(table?.block.route).map((route) => at(route, "cidr_block")),
    ];
    return routes.includes(EVERYWHERE);
  }

  /** The endpoints that a subnet's calls go through, by the last parts of their names. */
  endpointsOf(subnet: AddressedBlock): ReadonlySet<string> {
    const table = this.tableOf(subnet);
    const reached = this.ofType("aws_vpc_endpoint").filter(({ block }) => {
      if (block.vpc_id !== subnet.block.vpc_id) return false;
      // Without private names the SDKs go to the public addresses.
      if (block.vpc_endpoint_type === "Interface") return block.private_dns_enabled === true;
      return listOf(block.route_table_ids).some((id) => table && referred(id, this.blocks) === table);
    });
    return new Set(reached.map(({ block }) => String(block.service_name).split(".").slice(3).join(".")));
  }

  private tableOf(subnet: AddressedBlock): AddressedBlock | undefined {
    const association = this.ofType("aws_route_table_association").find(
      ({ block }) => referred(block.subnet_id, this.blocks) === subnet,
    );
    return referred(association?.block.route_table_id, this.blocks);
  }

  private ofType(type: string): readonly AddressedBlock[] {
    return this.blocks.filter((block) => block.mode === "resource" && block.type === type);
  }
}
