import { SITES } from "../../src/config/site";
import { argumentsOf, blockOf, blocksOf, buildSystem, reference } from "../support/synthesis";
import { smallGlobalstream } from "./environments";
import { waysOf } from "./traffic";

const { configuration } = buildSystem(smallGlobalstream());

/** From one group to another: what the one lets out, the other lets in. */
const BETWEEN = [
  "api-link -> ingress:443",
  "ingress -> service:8443",
  "service -> database:5432",
  "service -> file-system:2049",
  "service -> redis:6379",
];
const FROM_INSIDE = "vpc -> endpoints:443";
const ROTATION = "rotate-secret -> database:5432";

const ways = {
  dr: {
    in: [...BETWEEN, FROM_INSIDE].sort(),
    out: [...BETWEEN, "service -> anywhere:443"].sort(),
  },
  primary: {
    in: [...BETWEEN, FROM_INSIDE, ROTATION].sort(),
    out: [...BETWEEN, ROTATION, "rotate-secret -> anywhere:443", "service -> anywhere:443"].sort(),
  },
};

describe.each(SITES)("the traffic of the %s site", (site) => {
  const stack = configuration[site];
  const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);

  test("goes from the API's link to the load balancer, the service, and from there to its data", () => {
    expect(waysOf(stack)).toEqual(ways[site]);
  });

  test("comes in from the internet nowhere: the API is the only way", () => {
    const rules = of("aws_vpc_security_group_ingress_rule");
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.filter(({ ip_protocol }) => ip_protocol !== "tcp")).toEqual([]);
    expect(
      rules
        .flatMap(({ cidr_ipv4, cidr_ipv6, prefix_list_id }) => [cidr_ipv4, cidr_ipv6, prefix_list_id])
        .filter(Boolean),
    ).toEqual([argumentsOf(stack, "aws_vpc").cidr_block]);
    expect(argumentsOf(stack, "aws_lb").internal).toBe(true);
  });

  test("is opened by nothing but those rules", () => {
    expect(of("aws_security_group_rule")).toEqual([]);
    expect(of("aws_security_group").filter((group) => "ingress" in group || "egress" in group)).toEqual([]);
  });

  test("meets the firewall at the API's stage", () => {
    expect(argumentsOf(stack, "aws_wafv2_web_acl_association")).toEqual({
      resource_arn: reference(blockOf(stack, "aws_api_gateway_stage"), "arn"),
      web_acl_arn: reference(blockOf(stack, "aws_wafv2_web_acl"), "arn"),
    });
  });

  test("reaches no data from outside: nothing that holds data or serves has a public address", () => {
    expect(of("aws_rds_cluster_instance").map(({ publicly_accessible }) => publicly_accessible)).toEqual([
      false,
      false,
    ]);
    expect(of("aws_ecs_service").map(({ network_configuration }) => network_configuration)).toEqual([
      expect.objectContaining({ assign_public_ip: false }),
    ]);
    expect(of("aws_subnet").map(({ map_public_ip_on_launch }) => map_public_ip_on_launch)).not.toContain(
      true,
    );
  });
});
