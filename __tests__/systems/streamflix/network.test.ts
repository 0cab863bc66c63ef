import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { smallSites } from "../sites";

const CIDRS = { primary: "10.0.0.0/16", dr: "10.1.0.0/16" };
const ZONES = ["a", "b"];

describe.each(smallSites("streamflix"))("the network of the $site site", ({ site, region, end, stack }) => {
  const subnet = (tier: string, zone: string) => blockOf(stack, "aws_subnet", `network_${tier}-${zone}_`);
  const routeTableOf = (tier: string, zone: string) =>
    argumentsOf(stack, "aws_route_table_association", `network_${tier}-${zone}-`).route_table_id;
  const routesOf = (table: unknown) =>
    blocksOf(stack, "aws_route").filter(({ block }) => block.route_table_id === table);

  test("is one VPC with names for its addresses", () => {
    expect(argumentsOf(stack, "aws_vpc")).toEqual({
      cidr_block: CIDRS[site],
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: `streamflix-vpc${end}` },
    });
  });

  test.each(["public", "private", "data"])("has a %s subnet in each of two zones of its region", (tier) => {
    const found = ZONES.map((zone) => subnet(tier, zone).block);
    expect(found.map(({ availability_zone }) => availability_zone)).toEqual([`${region}a`, `${region}b`]);
    expect(found.map(({ map_public_ip_on_launch }) => map_public_ip_on_launch)).toEqual([false, false]);
    expect(found.map(({ vpc_id }) => vpc_id)).toEqual(
      ZONES.map(() => reference(blockOf(stack, "aws_vpc"), "id")),
    );
  });

  test("has six subnets of its own blocks, each with a route table", () => {
    const cidrs = blocksOf(stack, "aws_subnet").map(({ block }) => block.cidr_block);
    expect(new Set(cidrs).size).toBe(6);
    expect(cidrs.every((cidr) => String(cidr).includes(`"${CIDRS[site]}"`))).toBe(true);
    expect(blocksOf(stack, "aws_route_table_association")).toHaveLength(6);
  });

  test("leads from the public subnets into the internet", () => {
    const gateway = reference(blockOf(stack, "aws_internet_gateway"), "id");
    for (const zone of ZONES) {
      expect(routesOf(routeTableOf("public", zone)).map(({ block }) => block)).toEqual([
        expect.objectContaining({ destination_cidr_block: "0.0.0.0/0", gateway_id: gateway }),
      ]);
    }
  });

  test("leads from the private subnets through a NAT gateway in a public one", () => {
    const nat = blockOf(stack, "aws_nat_gateway");
    expect(nat.block.subnet_id).toBe(reference(subnet("public", "a"), "id"));
    for (const zone of ZONES) {
      expect(routesOf(routeTableOf("private", zone)).map(({ block }) => block)).toEqual([
        expect.objectContaining({
          destination_cidr_block: "0.0.0.0/0",
          nat_gateway_id: reference(nat, "id"),
        }),
      ]);
    }
  });

  test("leads from the data subnets nowhere", () => {
    expect(ZONES.flatMap((zone) => routesOf(routeTableOf("data", zone)))).toEqual([]);
  });

  test("reaches S3 and DynamoDB without the internet", () => {
    expect(blocksOf(stack, "aws_vpc_endpoint").map(({ block }) => block.service_name)).toEqual([
      `com.amazonaws.${region}.dynamodb`,
      `com.amazonaws.${region}.s3`,
    ]);
  });

  test("logs its flows, and closes the group that nobody chose", () => {
    expect(argumentsOf(stack, "aws_flow_log")).toMatchObject({ traffic_type: "ALL" });
    expect(argumentsOf(stack, "aws_default_security_group")).not.toHaveProperty("ingress");
    expect(argumentsOf(stack, "aws_default_security_group")).not.toHaveProperty("egress");
  });

  test("keeps the database and the cache in the data subnets, and the load balancer in the public ones", () => {
    const ids = (tier: string) => ZONES.map((zone) => reference(subnet(tier, zone), "id"));
    expect(argumentsOf(stack, "aws_db_subnet_group").subnet_ids).toEqual(ids("data"));
    expect(argumentsOf(stack, "aws_elasticache_subnet_group").subnet_ids).toEqual(ids("data"));
    expect(argumentsOf(stack, "aws_lb").subnets).toEqual(ids("public"));
  });

  test("has no resource of another VPC", () => {
    const vpc = reference(blockOf(stack, "aws_vpc"), "id");
    const named = addressedBlocks(stack).flatMap(({ block }) => (block.vpc_id ? [block.vpc_id] : []));
    expect([...new Set(named)]).toEqual([vpc]);
  });
});
