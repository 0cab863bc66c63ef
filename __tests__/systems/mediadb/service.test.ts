import { SITES } from "../../../src/config/site";
import { policiesIn } from "../../../src/iam/policies";
import type { Block, TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blocksOf, buildSystem } from "../../support/synthesis";
import { smallMediadb } from "../environments";
import { encoded, smallSites } from "../sites";

/** The containers of a stack's tasks. */
function containersIn(stack: TerraformConfiguration): Block[] {
  return encoded(argumentsOf(stack, "aws_ecs_task_definition").container_definitions) as Block[];
}

const statementIds = (stack: TerraformConfiguration) =>
  policiesIn(stack)
    .filter(({ resource }) => resource.address.includes("task-policy"))
    .flatMap(({ statements }) => statements?.map(({ sid }) => sid));

describe.each(smallSites("mediadb"))("the service of the $site site", ({ site, region, stack }) => {
  const service = argumentsOf(stack, "aws_ecs_service");

  test("runs its first two tasks on demand, and half of those beyond them on Spot (MD-ECS-03)", () => {
    expect(service.capacity_provider_strategy).toEqual([
      { base: 2, capacity_provider: "FARGATE", weight: 1 },
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ]);
    expect(service).not.toHaveProperty("launch_type");
    expect(argumentsOf(stack, "aws_ecs_cluster_capacity_providers").capacity_providers).toEqual([
      "FARGATE",
      "FARGATE_SPOT",
    ]);
  });

  test("runs no collector while there is no image of it: a task without its image would never start", () => {
    expect(containersIn(stack).map(({ name }) => name)).toEqual(["service"]);
    expect(statementIds(stack)).not.toContain("WriteTraces");
  });

  test("takes its configuration from parameters of its site, and is told when one has changed (MD-STK-04)", () => {
    const [container] = containersIn(stack) as [{ secrets: Block[]; environment: Block[] }];
    const parameters = blocksOf(stack, "aws_ssm_parameter")
      .map(({ block }) => String(block.name))
      .filter((name) => name.startsWith(`/standby/mediadb/dev/${site}/service/`));
    expect(parameters.length).toBeGreaterThan(15);
    expect(container.secrets.map(({ valueFrom }) => valueFrom).sort()).toEqual(
      parameters.map((name) => `arn:aws:ssm:${region}:111122223333:parameter${name}`).sort(),
    );
    expect(container.environment.map(({ name }) => name)).toEqual(["CONFIGURATION_HASH"]);
  });

  test("asks a function for the role where the record lies in the other region", () => {
    const [container] = containersIn(stack) as [{ secrets: Block[] }];
    const names = container.secrets.map(({ name }) => name);
    expect(names.includes("ROLE_FUNCTION")).toBe(site === "primary");
    const relay = blocksOf(stack, "aws_lambda_function").filter(({ block }) =>
      String(block.function_name).startsWith("mediadb-read-role-"),
    );
    // Outside of the VPC: from within, nothing leads to the other region.
    expect(relay.map(({ block }) => block.vpc_config)).toEqual(site === "primary" ? [undefined] : []);
  });
});

describe("with the image of a collector", () => {
  const imageDigest = `sha256:${"1".repeat(64)}`;
  const { configuration } = buildSystem(smallMediadb({ collector: { imageDigest, tracedPercent: 20 } }));

  test.each(SITES)(
    "the tasks of the %s site have one beside them, which may write traces (MD-ECS-07, MD-ECS-08)",
    (site) => {
      const stack = configuration[site];
      const region = site === "dr" ? "eu-west-1" : "eu-central-1";
      const [service, collector] = containersIn(stack);
      expect(collector).toMatchObject({
        image: `111122223333.dkr.ecr.${region}.amazonaws.com/mediadb-collector-dev@${imageDigest}`,
        essential: false,
        readonlyRootFilesystem: true,
      });
      // In Fargate the containers of a task share their network: a name would not be resolved.
      const text = JSON.stringify([service, blocksOf(stack, "aws_ssm_parameter")]);
      expect(text).toMatch(/http:\/\/(127\.0\.0\.1|localhost):4318/);
      expect(JSON.stringify(policiesIn(stack))).toContain("xray:PutTraceSegments");
    },
  );

  test("its registry is replicated, and reached by either site", () => {
    const names = blocksOf(configuration.primary, "aws_ecr_repository").map(({ block }) => [
      block.name,
      block.provider,
    ]);
    expect(names).toEqual(
      expect.arrayContaining([
        ["mediadb-collector-dev", undefined],
        ["mediadb-collector-dev", "aws.dr"],
      ]),
    );
    expect(configuration.primary.output?.CollectorRepositoryUrl?.value).toBe(
      "${aws_ecr_repository.collector-images.repository_url}",
    );
  });
});

test.each(SITES)(
  "without Spot every task of the %s site runs on demand, and nobody watches interruptions",
  (site) => {
    const stack = buildSystem(smallMediadb({ spot: { enabled: false } })).configuration[site];
    expect(JSON.stringify(argumentsOf(stack, "aws_ecs_service"))).not.toContain("FARGATE_SPOT");
    const rules = blocksOf(stack, "aws_cloudwatch_event_rule").map(({ block }) => String(block.name));
    expect(rules.filter((name) => name.includes("spot"))).toEqual([]);
  },
);
