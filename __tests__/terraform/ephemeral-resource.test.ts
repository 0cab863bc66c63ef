import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { EphemeralResource, renderEphemeralBlocks } from "../../src/terraform/ephemeral-resource";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { argumentsOf, regionalStack, synthesizeStack } from "../support/stack";

const minimal = { type: "aws_secretsmanager_random_password", arguments: {} };

function addMaximal(stack: RegionalStack): EphemeralResource {
  const table = new DynamodbTable(stack, "table", { name: "table" });
  const queue = new SqsQueue(stack, "queue", {});
  return new EphemeralResource(stack, "stored", {
    type: "aws_secretsmanager_secret_version",
    arguments: { secret_id: table.arn, version_stage: 'a "quoted" stage', length: 4, flag: true },
    provider: stack.aliases.dr,
    dependsOn: [queue],
  });
}

describe("an ephemeral resource in JSON", () => {
  test("with nothing but a type is an empty block", () => {
    const configuration = synthesizeStack((stack) => new EphemeralResource(stack, "password", minimal));
    expect(configuration.ephemeral).toEqual({ aws_secretsmanager_random_password: { password: {} } });
  });

  test("holds arguments, provider and what it waits for", () => {
    expect(argumentsOf(synthesizeStack(addMaximal), "ephemeral.aws_secretsmanager_secret_version")).toEqual({
      secret_id: "${aws_dynamodb_table.table.arn}",
      version_stage: 'a "quoted" stage',
      length: 4,
      flag: true,
      provider: "aws.dr",
      depends_on: ["aws_sqs_queue.queue"],
    });
  });

  test("is referred to by its address", () => {
    const configuration = synthesizeStack((stack) => {
      const password = new EphemeralResource(stack, "password", minimal);
      new SecretsmanagerSecretVersion(stack, "version", {
        secretId: "secret",
        secretStringWo: password.attribute("random_password"),
        secretStringWoVersion: 1,
      });
    });
    expect(argumentsOf(configuration, "aws_secretsmanager_secret_version").secret_string_wo).toBe(
      "${ephemeral.aws_secretsmanager_random_password.password.random_password}",
    );
  });
});

describe("ephemeral resources in HCL, which CDKTF leaves out", () => {
  test("are rendered with references, not strings, where Terraform wants them", () => {
    const stack = regionalStack();
    new EphemeralResource(stack, "password", minimal);
    addMaximal(stack);
    expect(renderEphemeralBlocks(stack)).toEqual([
      'ephemeral "aws_secretsmanager_random_password" "password" {\n}',
      [
        'ephemeral "aws_secretsmanager_secret_version" "stored" {',
        '  secret_id = "${aws_dynamodb_table.table.arn}"',
        '  version_stage = "a \\"quoted\\" stage"',
        "  length = 4",
        "  flag = true",
        "  provider = aws.dr",
        "  depends_on = [aws_sqs_queue.queue]",
        "}",
      ].join("\n"),
    ]);
  });

  test("are none in a stack without them", () => {
    expect(renderEphemeralBlocks(regionalStack())).toEqual([]);
  });
});
