import { LambdaFunction, type LambdaFunctionProps } from "../../../src/constructs/functions/lambda-function";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";
const DEAD_LETTERS = "arn:aws:sqs:us-east-1:111122223333:dead";

const minimal: LambdaFunctionProps = {
  functionName: "validate-payment",
  description: "Judges payments",
  timeoutSeconds: 30,
  statements: [],
  keyArn: KEY,
  logRetentionInDays: 365,
};

const maximal: LambdaFunctionProps = {
  ...minimal,
  memoryMegabytes: 512,
  environment: { TABLE_NAME: "payments" },
  statements: [
    {
      sid: "ReadTable",
      actions: ["dynamodb:GetItem"],
      resources: ["arn:aws:dynamodb:us-east-1:111122223333:table/payments"],
    },
  ],
  logRetentionInDays: 7,
  reservedConcurrency: 5,
  deadLetterQueueArn: DEAD_LETTERS,
  network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] },
};

function synthesize(props: LambdaFunctionProps): TerraformConfiguration {
  return synthesizeStack((stack) => new LambdaFunction(stack, "function", props));
}

function statementsOf(configuration: TerraformConfiguration, name: "runtime" | "code") {
  const { policy } = argumentsOf(configuration, "aws_iam_role_policy", `role_${name}`);
  return (JSON.parse(String(policy)) as { Statement: { Sid: string; Effect: string }[] }).Statement;
}

/** The findings of the policy scanner that are answered: by the type of the resource. */
function answersOf(props: LambdaFunctionProps): Record<string, string[]> {
  const stack = regionalStack();
  new LambdaFunction(stack, "function", props);
  const answers: Record<string, string[]> = {};
  for (const { address, check } of answersIn("stack", configurationOf(stack))) {
    (answers[address.split(".")[0] ?? ""] ??= []).push(check);
  }
  return answers;
}

describe("a Lambda function", () => {
  const code = expect.stringMatching(
    /^assets\/function_code_\w+\/[0-9a-f]{64}\/validate-payment\.zip$/,
  ) as string;

  test("at the least runs the bundled code outside of VPCs, without variables and so without a key for them", () => {
    const configuration = synthesize(minimal);
    expect(argumentsOf(configuration, "aws_lambda_function")).toEqual({
      function_name: "payments-validate-payment-dev",
      description: "Judges payments",
      role: reference(blockOf(configuration, "aws_iam_role"), "arn"),
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: code,
      source_code_hash: expect.stringMatching(/^\$\{filebase64sha256\("assets\/.*\.zip"\)\}$/) as string,
      timeout: 30,
      memory_size: 256,
      tracing_config: { mode: "Active" },
      logging_config: {
        log_format: "JSON",
        log_group: reference(blockOf(configuration, "aws_cloudwatch_log_group"), "name"),
      },
      depends_on: [blockOf(configuration, "aws_iam_role_policy").address],
    });
    expect(blocksOf(configuration, "aws_iam_role_policy")).toHaveLength(1);
    expect(statementsOf(configuration, "runtime").map(({ Sid }) => Sid)).toEqual([
      "WriteLogs",
      "WriteTraces",
    ]);
    expect(answersOf(minimal)).toEqual({
      aws_lambda_function: ["CKV_AWS_272", "CKV_AWS_116", "CKV_AWS_117"],
    });
    expect(blocksOf(configuration, "aws_security_group")).toEqual([]);
  });

  test("at the most has variables, a reservation, a dead-letter queue and a place in a VPC", () => {
    const configuration = synthesize(maximal);
    const securityGroup = blockOf(configuration, "aws_security_group");
    expect(argumentsOf(configuration, "aws_lambda_function")).toMatchObject({
      memory_size: 512,
      environment: { variables: { TABLE_NAME: "payments" } },
      kms_key_arn: KEY,
      reserved_concurrent_executions: 5,
      dead_letter_config: { target_arn: DEAD_LETTERS },
      vpc_config: {
        subnet_ids: ["subnet-1", "subnet-2"],
        security_group_ids: [reference(securityGroup, "id")],
      },
    });
    expect(securityGroup.block).toEqual({
      name: "payments-validate-payment-dev",
      description: expect.stringContaining("nothing in") as string,
      vpc_id: "vpc-1",
    });
    expect(answersOf(maximal)).toEqual({
      aws_lambda_function: ["CKV_AWS_272"],
      aws_iam_role_policy: ["CKV_AWS_290"],
      aws_cloudwatch_log_group: ["CKV_AWS_338"],
    });
  });

  test("has a role for Lambda that may do what it is given, and what Lambda does around it", () => {
    const configuration = synthesize(maximal);
    expect(argumentsOf(configuration, "aws_iam_role")).toMatchObject({
      name: "payments-validate-payment-dev",
      assume_role_policy: expect.stringContaining('"Service":["lambda.amazonaws.com"]') as string,
    });
    const logs = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/payments-validate-payment-dev:*";
    const interfaces = [
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:DeleteNetworkInterface",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ];
    const allow = { Effect: "Allow" };
    expect(statementsOf(configuration, "runtime")).toEqual([
      { ...allow, Sid: "WriteLogs", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [logs] },
      {
        ...allow,
        Sid: "WriteTraces",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: ["*"],
      },
      { ...allow, Sid: "PlaceInVpc", Action: interfaces, Resource: ["*"] },
      {
        Sid: "NotFromCode",
        Effect: "Deny",
        Action: interfaces,
        Resource: ["*"],
        Condition: {
          ArnEquals: {
            "lambda:SourceFunctionArn": [
              "arn:aws:lambda:us-east-1:111122223333:function:payments-validate-payment-dev",
            ],
          },
        },
      },
    ]);
    expect(statementsOf(configuration, "code")).toEqual([
      { ...allow, Sid: "ReadEnvironment", Action: ["kms:Decrypt"], Resource: [KEY] },
      { ...allow, Sid: "PutByFailedEvents", Action: ["sqs:SendMessage"], Resource: [DEAD_LETTERS] },
      {
        ...allow,
        Sid: "ReadTable",
        Action: ["dynamodb:GetItem"],
        Resource: ["arn:aws:dynamodb:us-east-1:111122223333:table/payments"],
      },
    ]);
  });

  test("has a log group before its first line", () => {
    expect(argumentsOf(synthesize(maximal), "aws_cloudwatch_log_group")).toEqual({
      name: "/aws/lambda/payments-validate-payment-dev",
      retention_in_days: 7,
      kms_key_id: KEY,
    });
  });

  test("names itself without asking AWS, and has a security group inside a VPC only", () => {
    const stack = regionalStack();
    const inside = new LambdaFunction(stack, "inside", maximal);
    const outside = new LambdaFunction(stack, "outside", minimal);
    expect(inside.timeoutSeconds).toBe(30);
    expect(inside.name).toBe("payments-validate-payment-dev");
    expect(inside.arn).toBe("arn:aws:lambda:us-east-1:111122223333:function:payments-validate-payment-dev");
    expect(inside.securityGroup.node.path).toContain("inside/security-group");
    expect(() => outside.securityGroup).toThrow("has no security group: give it a network");
  });

  test("in an aliased scope lies in the other region, under the other site's name", () => {
    const aliased = synthesizeAliased((scope) => new LambdaFunction(scope, "function", maximal));
    expect(argumentsOf(aliased, "aws_lambda_function")).toMatchObject({
      provider: "aws.dr",
      function_name: "payments-validate-payment-dr-dev",
    });
    expect(argumentsOf(aliased, "aws_iam_role").name).toBe("payments-validate-payment-dr-dev");
    expect(argumentsOf(aliased, "aws_iam_role_policy", "runtime").policy).toContain(
      "arn:aws:logs:us-east-2:",
    );
    expect(argumentsOf(aliased, "aws_security_group").provider).toBe("aws.dr");
  });

  test("can't be made without its code", () => {
    expect(() => synthesize({ ...minimal, functionName: "nothing" })).toThrow(
      "src/functions/nothing/handler.ts",
    );
  });
});
