import { addressedBlocks } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { REGIONS, smallSites } from "../sites";

type System = keyof typeof REGIONS;

const ZONES = ["a", "b"];
const WITH_NAT = ["public", "private", "data"];
const GATEWAYS = ["dynamodb", "s3"];

interface Network {
  readonly cidrs: { readonly primary: string; readonly dr: string };
  readonly tiers: readonly string[];
  /** Services with an interface endpoint in each private subnet. */
  readonly endpoints: { readonly primary: readonly string[]; readonly dr: readonly string[] };
  /** Where the load balancer lies. */
  readonly ingress: "public" | "private";
}

const IMAGES_AND_SECRETS = ["ecr.api", "ecr.dkr", "secretsmanager"];

/** All that tasks and functions call, where nothing else leads out (MD-NET-04, MD-NET-06). */
const WITHOUT_NAT = [...IMAGES_AND_SECRETS, "kinesis-streams", "kms", "logs", "ssm", "sts", "xray"];

const NETWORKS: Readonly<Record<System, Network>> = {
  payments: {
    cidrs: { primary: "10.30.0.0/16", dr: "10.31.0.0/16" },
    tiers: WITH_NAT,
    endpoints: { primary: [], dr: [] },
    ingress: "public",
  },
  streamflix: {
    cidrs: { primary: "10.0.0.0/16", dr: "10.1.0.0/16" },
    tiers: WITH_NAT,
    endpoints: { primary: [], dr: [] },
    ingress: "public",
  },
  globalstream: {
    cidrs: { primary: "10.10.0.0/16", dr: "10.11.0.0/16" },
    tiers: WITH_NAT,
    endpoints: { primary: IMAGES_AND_SECRETS, dr: IMAGES_AND_SECRETS },
    ingress: "private",
  },
  mediadb: {
    cidrs: { primary: "10.20.0.0/16", dr: "10.21.0.0/16" },
    tiers: ["private", "data"],
    // The primary site asks a function for the role record, which lies in the DR region.
    endpoints: { primary: [...WITHOUT_NAT, "lambda"], dr: WITHOUT_NAT },
    ingress: "private",
  },
};

describe.each(smallSites(...(Object.keys(NETWORKS) as System[])))(
  "the network of the $site site of $system",
  ({ system, site, region, end, stack }) => {
    const { cidrs, tiers, endpoints, ingress } = NETWORKS[system];
    const subnet = (tier: string, zone: string) => blockOf(stack, "aws_subnet", `network_${tier}-${zone}_`);
    const ids = (tier: string) => ZONES.map((zone) => reference(subnet(tier, zone), "id"));
    const routesOf = (tier: string) =>
      ZONES.flatMap((zone) => {
        const { route_table_id: table } = argumentsOf(
          stack,
          "aws_route_table_association",
          `network_${tier}-${zone}-`,
        );
        return blocksOf(stack, "aws_route").filter(({ block }) => block.route_table_id === table);
      }).map(({ block }) => block);
    const hasNat = tiers.includes("public");

    test("is one VPC with names for its addresses, and a block that the other site's does not meet", () => {
      expect(argumentsOf(stack, "aws_vpc")).toEqual({
        cidr_block: cidrs[site],
        enable_dns_hostnames: true,
        enable_dns_support: true,
        tags: { Name: `${system}-vpc${end}` },
      });
    });

    test("has subnets of its own blocks in two zones of its region, each with a route table", () => {
      for (const tier of tiers) {
        const found = ZONES.map((zone) => subnet(tier, zone).block);
        expect(found.map(({ availability_zone }) => availability_zone)).toEqual([`${region}a`, `${region}b`]);
      }
      const blocks = blocksOf(stack, "aws_subnet").map(({ block }) => block.cidr_block);
      expect(new Set(blocks).size).toBe(2 * tiers.length);
      expect(blocks.every((cidr) => String(cidr).includes(`"${cidrs[site]}"`))).toBe(true);
      expect(blocksOf(stack, "aws_route_table_association")).toHaveLength(2 * tiers.length);
    });

    test("leads from the data subnets nowhere", () => {
      expect(routesOf("data")).toEqual([]);
    });

    test("leads from the private subnets through a NAT gateway in a public one, or nowhere", () => {
      const destination_cidr_block = "0.0.0.0/0";
      const [nat] = blocksOf(stack, "aws_nat_gateway");
      const [gateway] = blocksOf(stack, "aws_internet_gateway");
      expect([nat !== undefined, gateway !== undefined]).toEqual([hasNat, hasNat]);
      const way = (to: object) =>
        ZONES.map(() => expect.objectContaining({ destination_cidr_block, ...to }) as unknown);
      expect(routesOf("private")).toEqual(nat ? way({ nat_gateway_id: reference(nat, "id") }) : []);
      if (!nat || !gateway) return;
      expect(nat.block.subnet_id).toBe(reference(subnet("public", "a"), "id"));
      expect(routesOf("public")).toEqual(way({ gateway_id: reference(gateway, "id") }));
    });

    test("reaches S3 and DynamoDB, and whatever else it must, without the internet", () => {
      const namesOf = (wanted: string) =>
        blocksOf(stack, "aws_vpc_endpoint")
          .filter(({ block }) => block.vpc_endpoint_type === wanted)
          .map(({ block }) => String(block.service_name).replace(`com.amazonaws.${region}.`, ""));
      expect(namesOf("Gateway")).toEqual(GATEWAYS);
      expect(namesOf("Interface").sort()).toEqual([...endpoints[site]].sort());
    });

    test("has those endpoints in every private subnet, under the names that clients know, in a group of their own", () => {
      const own = blocksOf(stack, "aws_security_group").filter(({ address }) =>
        address.includes("endpoints"),
      );
      for (const { block } of blocksOf(stack, "aws_vpc_endpoint")) {
        if (block.vpc_endpoint_type !== "Interface") continue;
        expect(block).toMatchObject({
          private_dns_enabled: true,
          subnet_ids: ids("private"),
          security_group_ids: own.map((group) => reference(group, "id")),
        });
      }
      expect(own).toHaveLength(endpoints[site].length > 0 ? 1 : 0);
    });

    test("logs its flows, and closes the group that nobody chose", () => {
      expect(argumentsOf(stack, "aws_flow_log")).toMatchObject({ traffic_type: "ALL" });
      expect(argumentsOf(stack, "aws_default_security_group")).not.toHaveProperty("ingress");
      expect(argumentsOf(stack, "aws_default_security_group")).not.toHaveProperty("egress");
    });

    test("keeps data in the data subnets, tasks in the private ones, and callers' ways where they come from", () => {
      expect(argumentsOf(stack, "aws_lb").subnets).toEqual(ids(ingress));
      expect(argumentsOf(stack, "aws_ecs_service").network_configuration).toMatchObject({
        subnets: ids("private"),
      });
      const groups = ["aws_db_subnet_group", "aws_elasticache_subnet_group"].flatMap((type) =>
        blocksOf(stack, type).map(({ block }) => block.subnet_ids),
      );
      expect(groups.length).toBeGreaterThan(0);
      expect(groups).toEqual(groups.map(() => ids("data")));
      const links = blocksOf(stack, "aws_apigatewayv2_vpc_link").map(({ block }) => block.subnet_ids);
      expect(links).toEqual(ingress === "private" ? [ids("private")] : []);
    });

    test("has no resource of another VPC", () => {
      const vpc = reference(blockOf(stack, "aws_vpc"), "id");
      const named = addressedBlocks(stack).flatMap(({ block }) => (block.vpc_id ? [block.vpc_id] : []));
      expect([...new Set(named)]).toEqual([vpc]);
    });
  },
);
