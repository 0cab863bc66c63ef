import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { smallSites } from "../sites";

const CIDRS = { primary: "10.10.0.0/16", dr: "10.11.0.0/16" };
const ZONES = ["a", "b"];

describe.each(smallSites("globalstream"))("the network of the $site site", ({ site, region, end, stack }) => {
  const ids = (tier: string) =>
    ZONES.map((zone) => reference(blockOf(stack, "aws_subnet", `network_${tier}-${zone}_`), "id"));

  test("is one VPC with names for its addresses, and a block that the other site's does not meet", () => {
    expect(argumentsOf(stack, "aws_vpc")).toEqual({
      cidr_block: CIDRS[site],
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: `globalstream-vpc${end}` },
    });
  });

  test("has public, private and data subnets in two zones of its region", () => {
    const zones = blocksOf(stack, "aws_subnet").map(({ block }) => block.availability_zone);
    expect(zones.filter((zone) => zone === `${region}a`)).toHaveLength(3);
    expect(zones.filter((zone) => zone === `${region}b`)).toHaveLength(3);
  });

  test("reaches its secrets, its images, S3 and DynamoDB without a NAT gateway", () => {
    const endpoints = blocksOf(stack, "aws_vpc_endpoint").map(({ block }) => [
      String(block.service_name).replace(`com.amazonaws.${region}.`, ""),
      block.vpc_endpoint_type,
    ]);
    expect(endpoints).toEqual([
      ["dynamodb", "Gateway"],
      ["ecr.api", "Interface"],
      ["ecr.dkr", "Interface"],
      ["s3", "Gateway"],
      ["secretsmanager", "Interface"],
    ]);
  });

  test("has those endpoints in every private subnet, under the names that clients know", () => {
    const endpoints = blocksOf(stack, "aws_vpc_endpoint")
      .map(({ block }) => block)
      .filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface");
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({ private_dns_enabled: true, subnet_ids: ids("private") });
    }
  });

  test("keeps everything that serves out of the public subnets", () => {
    expect(argumentsOf(stack, "aws_lb").subnets).toEqual(ids("private"));
    expect(argumentsOf(stack, "aws_apigatewayv2_vpc_link").subnet_ids).toEqual(ids("private"));
    expect(argumentsOf(stack, "aws_ecs_service").network_configuration).toMatchObject({
      subnets: ids("private"),
    });
    expect(argumentsOf(stack, "aws_db_subnet_group").subnet_ids).toEqual(ids("data"));
    expect(argumentsOf(stack, "aws_elasticache_subnet_group").subnet_ids).toEqual(ids("data"));
  });
});
