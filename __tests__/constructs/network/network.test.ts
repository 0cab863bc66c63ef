import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { Network } from "../../../src/constructs/network/network";
import { argumentsOf, blocksOf, regionalStack } from "../../support/stack";
import { networkProps, synthesizeAliasedNetwork, synthesizeNetwork, waysOut } from "./synthesize-network";

function subnets(configuration: TerraformConfiguration) {
  return blocksOf(configuration, "aws_subnet").map(({ block }) => [
    block.cidr_block,
    block.availability_zone,
    (block.tags as { Name: string }).Name,
  ]);
}

describe("a network with two zones and no NAT gateway", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeNetwork();
  });

  test("has private and data subnets in literal zones, none with public addresses of its own", () => {
    expect(subnets(configuration)).toEqual([
      ['${cidrsubnet("10.30.0.0/16", 5, 16)}', "us-east-1a", "payments-data-a-dev"],
      ['${cidrsubnet("10.30.0.0/16", 5, 17)}', "us-east-1b", "payments-data-b-dev"],
      ['${cidrsubnet("10.30.0.0/16", 5, 8)}', "us-east-1a", "payments-private-a-dev"],
      ['${cidrsubnet("10.30.0.0/16", 5, 9)}', "us-east-1b", "payments-private-b-dev"],
    ]);
    const launches = blocksOf(configuration, "aws_subnet").map(({ block }) => block.map_public_ip_on_launch);
    expect(launches).toEqual(Array(4).fill(false));
  });

  test("resolves private names, which interface endpoints need", () => {
    expect(argumentsOf(configuration, "aws_vpc")).toEqual({
      cidr_block: "10.30.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "payments-vpc-dev" },
    });
  });

  test("leads nobody out: there is no internet gateway, and no route", () => {
    expect(waysOut(configuration)).toEqual({
      "payments-private-a-dev": "nowhere",
      "payments-private-b-dev": "nowhere",
      "payments-data-a-dev": "nowhere",
      "payments-data-b-dev": "nowhere",
    });
    expect(blocksOf(configuration, "aws_internet_gateway")).toEqual([]);
    expect(blocksOf(configuration, "aws_route")).toEqual([]);
  });

  test("says how to get public subnets to whoever asks for them", () => {
    const stack = regionalStack();
    const network = new Network(stack, "network", networkProps({}));
    expect(() => network.subnetIds("public")).toThrow(
      "network has no public subnets: give it `publicSubnets: true`",
    );
  });

  test("takes every rule out of the default security group", () => {
    expect(argumentsOf(configuration, "aws_default_security_group")).toEqual({
      vpc_id: "${aws_vpc.network.id}",
    });
  });

  test("keeps flow logs for as long as the settings say", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group").retention_in_days).toBe(30);
    expect(argumentsOf(configuration, "aws_flow_log").vpc_id).toBe("${aws_vpc.network.id}");
  });
});

describe("a network with public subnets and no NAT gateway", () => {
  test("leads only public subnets out", () => {
    expect(waysOut(synthesizeNetwork({ publicSubnets: true }))).toEqual({
      "payments-public-a-dev": "payments-internet-gateway-dev",
      "payments-public-b-dev": "payments-internet-gateway-dev",
      "payments-private-a-dev": "nowhere",
      "payments-private-b-dev": "nowhere",
      "payments-data-a-dev": "nowhere",
      "payments-data-b-dev": "nowhere",
    });
  });

  test("has the subnets of a network without them where those were", () => {
    const { aws_subnet: without } = synthesizeNetwork().resource ?? {};
    const { aws_subnet: all } = synthesizeNetwork({ publicSubnets: true }).resource ?? {};
    expect(all).toMatchObject(without ?? {});
  });
});

describe("a network with three zones, a NAT gateway in each, and endpoints", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeNetwork(
      { zones: ["a", "b", "c"], natGateways: "per-zone", interfaceEndpoints: ["kms"] },
      { site: "dr" },
    );
  });

  test("has nine subnets in the site's own region, under the site's names", () => {
    expect(subnets(configuration)).toHaveLength(9);
    expect(subnets(configuration)[0]).toEqual([
      '${cidrsubnet("10.30.0.0/16", 5, 16)}',
      "us-east-2a",
      "payments-data-a-dr-dev",
    ]);
  });

  test("never leads data subnets out", () => {
    const ways = Object.entries(waysOut(configuration)).filter(([name]) => name.includes("-data-"));
    expect(ways.map(([, target]) => target)).toEqual(["nowhere", "nowhere", "nowhere"]);
  });

  test("gives gateway endpoints to the private route tables only", () => {
    const tables = blocksOf(configuration, "aws_route_table")
      .filter(({ address }) => address.includes("private-"))
      .map(({ address }) => `\${${address}.id}`);
    expect(tables).toHaveLength(3);
    expect(argumentsOf(configuration, "aws_vpc_endpoint", "s3").route_table_ids).toEqual(tables);
  });

  test("puts interface endpoints into the private subnets", () => {
    const ids = blocksOf(configuration, "aws_subnet")
      .filter(({ address }) => address.includes("private-"))
      .map(({ address }) => `\${${address}.id}`);
    expect(argumentsOf(configuration, "aws_vpc_endpoint", "kms").subnet_ids).toEqual(ids);
  });
});

test("a third zone changes nothing of what was there", () => {
  const before = synthesizeNetwork({ natGateways: "per-zone" }).resource ?? {};
  const after = synthesizeNetwork({ zones: ["a", "b", "c"], natGateways: "per-zone" }).resource ?? {};
  // The gateway endpoints get the new zone's route table.
  const { aws_vpc_endpoint: _grows, ...unchanged } = before;
  expect(after).toMatchObject(unchanged);
});

test("every resource of a network in an aliased scope names the other region's provider", () => {
  const configuration = synthesizeAliasedNetwork({ natGateways: "single", interfaceEndpoints: ["kms"] });
  const blocks = Object.values(configuration.resource ?? {}).flatMap((named) => Object.values(named));
  expect(new Set(blocks.map(({ provider }) => provider))).toEqual(new Set(["aws.dr"]));
  expect(argumentsOf(configuration, "aws_subnet", "data-a").availability_zone).toBe("us-east-2a");
});
