import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { FargateService } from "../../../src/constructs/service/fargate-service";
import { ServiceParameters } from "../../../src/constructs/service/service-parameters";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blocksOf,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { serviceProps, statementsOf } from "./synthesize-service";

const VALUES = { SITE: "primary", DATABASE_NAME: "films" };
const PATH = "/standby/payments/dev/primary/service";

function synthesize(environment: Readonly<Record<string, string>>): TerraformConfiguration {
  return synthesizeStack((stack) => {
    new FargateService(stack, "service", {
      ...serviceProps(stack, stack),
      environment,
      usesParameters: true,
    });
  });
}

function containerOf(configuration: TerraformConfiguration): string {
  return String(argumentsOf(configuration, "aws_ecs_task_definition").container_definitions);
}

describe("a service whose variables lie in Parameter Store", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize(VALUES);
  });

  test("has a parameter for each of them, in plain text that a plan shows", () => {
    expect(blocksOf(configuration, "aws_ssm_parameter").map(({ block }) => block)).toMatchObject([
      { name: `${PATH}/DATABASE_NAME`, type: "String", insecure_value: "films" },
      { name: `${PATH}/SITE`, type: "String", insecure_value: "primary" },
    ]);
    const stack = regionalStack();
    new ServiceParameters(stack, "parameters", { values: VALUES });
    const answers = answersIn("primary", configurationOf(stack));
    expect(answers.map(({ check }) => check)).toEqual(["CKV2_AWS_34", "CKV2_AWS_34"]);
  });

  test("takes them when a task starts, and nothing but their hash from its definition", () => {
    const arn = `arn:aws:ssm:us-east-1:111122223333:parameter${PATH}`;
    const text = containerOf(configuration);
    expect(text).toContain(
      `"environment" = [{"name" = "CONFIGURATION_HASH", "value" = sha256(jsonencode({"DATABASE_NAME" = "films", "SITE" = "primary"}))}]`,
    );
    expect(text).toContain(
      `"secrets" = [{"name" = "DATABASE_NAME", "valueFrom" = "${arn}/DATABASE_NAME"}, {"name" = "SITE", "valueFrom" = "${arn}/SITE"}]`,
    );
  });

  test("starts no task before they stand, and Fargate may read those of this site alone", () => {
    const addresses = blocksOf(configuration, "aws_ssm_parameter").map(({ address }) => address);
    expect(argumentsOf(configuration, "aws_ecs_task_definition").depends_on).toEqual(
      expect.arrayContaining(addresses),
    );
    const policy = argumentsOf(configuration, "aws_iam_role_policy", "execution-policy").policy;
    expect(statementsOf(policy)).toMatchObject({
      ReadParameters: {
        Action: ["ssm:GetParameters"],
        Resource: [`arn:aws:ssm:us-east-1:111122223333:parameter${PATH}/*`],
      },
    });
  });

  test("changes its definition with every value, so that Terraform replaces the tasks", () => {
    expect(containerOf(synthesize({ ...VALUES, DATABASE_NAME: "series" }))).not.toBe(
      containerOf(configuration),
    );
    expect(containerOf(synthesize({ DATABASE_NAME: "films", SITE: "primary" }))).toBe(
      containerOf(configuration),
    );
  });
});

test("a value may refer to a resource: the hash then follows it", () => {
  const { output, resource } = synthesizeStack((stack) => {
    const { url } = new SqsQueue(stack, "queue", {});
    const { hash } = new ServiceParameters(stack, "parameters", { values: { QUEUE: url } });
    stack.addOutputs({ Hash: hash });
  });
  expect(output?.Hash?.value).toBe('${sha256(jsonencode({"QUEUE" = aws_sqs_queue.queue.url}))}');
  expect(Object.values(resource?.aws_ssm_parameter ?? {})).toMatchObject([
    { insecure_value: "${aws_sqs_queue.queue.url}" },
  ]);
});

test("everything that Parameter Store would refuse is said at once", () => {
  const values = { EMPTY: "", "NO-NAME": "x", LONG: "ä".repeat(2_049), FITS: "x".repeat(4_096) };
  expect(() => new ServiceParameters(regionalStack(), "parameters", { values })).toThrow(
    "parameters: EMPTY is empty: leave it out; NO-NAME is no name of a variable; LONG is longer than 4096 bytes",
  );
});

test("in an aliased scope they belong to the other site", () => {
  const configuration = synthesizeAliased((scope) => {
    new ServiceParameters(scope, "parameters", { values: VALUES });
  });
  expect(
    blocksOf(configuration, "aws_ssm_parameter").map(({ block }) => [block.name, block.provider]),
  ).toEqual([
    ["/standby/payments/dev/dr/service/DATABASE_NAME", "aws.dr"],
    ["/standby/payments/dev/dr/service/SITE", "aws.dr"],
  ]);
});
