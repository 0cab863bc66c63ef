import { SITES } from "../../../src/config/site";
import { validateStack } from "../../../src/rules";
import { argumentsOf, blockOf, blocksOf, buildSystem } from "../../support/synthesis";
import { smallMediadb } from "../environments";
import { waysOf } from "../traffic";

/** A variant that no rule complains of. */
function built(...given: Parameters<typeof smallMediadb>) {
  const { stacks, configuration } = buildSystem(smallMediadb(...given));
  expect(SITES.flatMap((site) => validateStack(stacks[site], stacks))).toEqual([]);
  return configuration;
}

describe("with its regions swapped", () => {
  const configuration = built({ regions: { primary: "eu-west-1", dr: "eu-central-1" } });

  test("its primary site is in Ireland, and its DR site in Frankfurt (MD-OBJ-08)", () => {
    expect(configuration.primary.provider?.aws?.[0]?.region).toBe("eu-west-1");
    expect(configuration.dr.provider?.aws?.[0]?.region).toBe("eu-central-1");
    expect(
      argumentsOf(configuration.primary, "aws_efs_replication_configuration", "forward").destination,
    ).toMatchObject({ region: "eu-central-1" });
  });

  test("the function that reads the role stays with the site that has no way to the record", () => {
    const names = SITES.flatMap((site) =>
      blocksOf(configuration[site], "aws_lambda_function").map(({ block }) => String(block.function_name)),
    );
    expect(names.filter((name) => name.includes("read-role"))).toEqual(["mediadb-read-role-dev"]);
  });
});

describe("with a NAT gateway in each zone (MD-NET-03)", () => {
  const configuration = built({ network: { natGateways: "per-zone" } });

  test.each(SITES)(
    "the %s site has a way out, and the endpoints go that AWS is reached by without one",
    (site) => {
      const stack = configuration[site];
      expect(blocksOf(stack, "aws_nat_gateway")).toHaveLength(2);
      expect(blocksOf(stack, "aws_internet_gateway")).toHaveLength(1);
      const types = blocksOf(stack, "aws_vpc_endpoint").map(({ block }) => block.vpc_endpoint_type);
      expect(types.filter((type) => type === "Gateway")).toHaveLength(2);
      expect(blocksOf(stack, "aws_vpc_endpoint").map(({ block }) => block.service_name)).not.toContain(
        `com.amazonaws.${site === "dr" ? "eu-west-1" : "eu-central-1"}.xray`,
      );
    },
  );

  test.each(SITES)("the %s site reads the role record itself", (site) => {
    const names = blocksOf(configuration[site], "aws_lambda_function").map(
      ({ block }) => block.function_name,
    );
    expect(names.join()).not.toContain("read-role");
    expect(waysOf(configuration[site]).out).toContain("service -> anywhere:443");
  });
});

describe("without a domain", () => {
  const configuration = built({}, { domain: undefined });

  test.each(SITES)("the API of the %s site is reached by AWS's address, and there is no DNS", (site) => {
    const stack = configuration[site];
    expect(argumentsOf(stack, "aws_api_gateway_rest_api").disable_execute_api_endpoint).not.toBe(true);
    expect(blocksOf(stack, "aws_route53_record")).toEqual([]);
    expect(blocksOf(stack, "aws_acm_certificate")).toEqual([]);
    expect(argumentsOf(stack, "aws_lb").internal).toBe(true);
    expect(blockOf(stack, "aws_lb_listener").block).toMatchObject({ port: 80, protocol: "HTTP" });
  });
});

describe("with a provisioned database in both sites", () => {
  const capacity = { kind: "provisioned", instanceClass: "db.r6g.large" };
  const configuration = built({ database: { capacity: { primary: capacity, dr: capacity } } });

  test.each(SITES)("the %s site has instances of the class, watched by their CPU and memory", (site) => {
    const stack = configuration[site];
    const classes = blocksOf(stack, "aws_rds_cluster_instance").map(({ block }) => block.instance_class);
    expect(classes).toEqual(["db.r6g.large", "db.r6g.large"]);
    expect(argumentsOf(stack, "aws_rds_cluster")).not.toHaveProperty("serverlessv2_scaling_configuration");
    const alarms = blocksOf(stack, "aws_cloudwatch_metric_alarm").map(({ block }) => block.metric_name);
    expect(alarms).toEqual(expect.arrayContaining(["CPUUtilization", "FreeableMemory"]));
    expect(alarms).not.toContain("ACUUtilization");
  });

  test.each(SITES)("nobody raises the capacity of the %s site: it has none to raise", (site) => {
    const rules = blocksOf(configuration[site], "aws_cloudwatch_event_rule").map(({ block }) => block.name);
    expect(rules.join()).toContain("remediation-unhealthy-targets");
    expect(rules.join()).not.toContain("remediation-saturation");
  });
});
