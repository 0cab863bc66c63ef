import { SITES } from "../../../src/config/site";
import { validateStack } from "../../../src/rules";
import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, buildSystem } from "../../support/synthesis";
import { smallGlobalstream } from "../environments";

/** A variant that no rule complains of. */
function built(...given: Parameters<typeof smallGlobalstream>) {
  const { stacks, configuration } = buildSystem(smallGlobalstream(...given));
  expect(SITES.flatMap((site) => validateStack(stacks[site], stacks))).toEqual([]);
  return configuration;
}

const roleIn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

describe("with its primary site in São Paulo, and a pipeline that plans and drills", () => {
  const pipeline = {
    plan: { roleArn: roleIn("111122223333", "standby-plan") },
    drill: { roleArn: roleIn("444455556666", "standby-drill") },
  };
  const configuration = built({ regions: { primary: "sa-east-1", dr: "us-east-2" }, pipeline });

  test("nothing of it is in the regions that it has by default", () => {
    expect(configuration.primary.provider?.aws?.[0]?.region).toBe("sa-east-1");
    expect(configuration.dr.provider?.aws?.[0]?.region).toBe("us-east-2");
    expect(JSON.stringify(configuration.dr).match(/us-west-2/g)).toBeNull();
  });

  test("the pipeline checks, plans, rehearses and drills, each as the role that it may have", () => {
    const stages = argumentsOf(configuration.primary, "aws_codepipeline").stage as Block[];
    expect(stages.map(({ name }) => name)).toEqual(["Source", "Check", "Plan", "Rehearse", "Drill"]);
    const policies = JSON.stringify(blocksOf(configuration.primary, "aws_iam_role_policy"));
    expect(policies).toContain(roleIn("444455556666", "standby-drill"));
    expect(policies).toContain(roleIn("111122223333", "standby-plan"));
  });

  test("no repository is made: its sources lie in a bucket (GS-CIC-02)", () => {
    expect(blocksOf(configuration.primary, "aws_codecommit_repository")).toEqual([]);
    expect(configuration.primary.output).toHaveProperty("PipelineSourceBucket");
  });
});

describe("with its DR site in São Paulo, a provisioned stream and no pipeline", () => {
  const events = { capacity: { mode: "provisioned", shards: 4 } };
  const configuration = built({ regions: { dr: "sa-east-1" }, events, pipeline: { enabled: false } });

  test("its data goes to Brazil", () => {
    expect(configuration.dr.provider?.aws?.[0]?.region).toBe("sa-east-1");
    expect(JSON.stringify(configuration).match(/us-west-2/g)).toBeNull();
    expect(
      argumentsOf(configuration.primary, "aws_efs_replication_configuration", "forward").destination,
    ).toMatchObject({ region: "sa-east-1" });
  });

  test("both streams have the shards that they were given", () => {
    const shards = SITES.map((site) => argumentsOf(configuration[site], "aws_kinesis_stream").shard_count);
    expect(shards).toEqual([4, 4]);
  });

  test("there is no pipeline", () => {
    expect(blocksOf(configuration.primary, "aws_codepipeline")).toEqual([]);
    expect(blocksOf(configuration.primary, "aws_codebuild_project")).toEqual([]);
    expect(configuration.primary.output).not.toHaveProperty("PipelineName");
  });
});

describe("without a domain and without restore tests", () => {
  const configuration = built({ restoreTesting: { enabled: false } }, { domain: undefined });

  test.each(SITES)("the API of the %s site is reached by AWS's address, and there is no DNS", (site) => {
    const stack = configuration[site];
    expect(argumentsOf(stack, "aws_api_gateway_rest_api").disable_execute_api_endpoint).not.toBe(true);
    expect(blocksOf(stack, "aws_api_gateway_domain_name")).toEqual([]);
    expect(blocksOf(stack, "aws_route53_record")).toEqual([]);
    expect(blocksOf(stack, "aws_acm_certificate")).toEqual([]);
  });

  test.each(SITES)("the load balancer of the %s site stays internal, and is asked over HTTP", (site) => {
    const stack = configuration[site];
    expect(argumentsOf(stack, "aws_lb").internal).toBe(true);
    expect(blockOf(stack, "aws_lb_listener").block).toMatchObject({ port: 80, protocol: "HTTP" });
    expect(argumentsOf(stack, "aws_api_gateway_integration", "get-health").uri).toBe(
      "http://${aws_lb.ingress.dns_name}/health",
    );
  });

  test.each(SITES)("nothing is restored in the %s site", (site) => {
    expect(blocksOf(configuration[site], "aws_backup_restore_testing_plan")).toEqual([]);
  });
});

test("a drill in the account that serves is refused", () => {
  const pipeline = { drill: { roleArn: roleIn("111122223333", "standby-drill") } };
  expect(() => buildSystem(smallGlobalstream({ pipeline }))).toThrow(
    "pipeline.drill.roleArn must be of another account than 111122223333, which serves",
  );
});
