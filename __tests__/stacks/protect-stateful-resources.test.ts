import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Aspects } from "cdktf";
import { ProtectStatefulResources } from "../../src/stacks/protect-stateful-resources";
import {
  argumentsOf,
  buildSystem,
  destroyableEnvironment,
  protectedEnvironment,
  synthesizeStack,
} from "../support/synthesis";
import { addressedBlocks } from "../../src/terraform/configuration";
import { isStateful } from "../../src/terraform/stateful-types";

describe("the aspect that protects stateful resources", () => {
  const configuration = () =>
    synthesizeStack((stack) => {
      new DynamodbTable(stack, "plain", { name: "plain" });
      new DynamodbTable(stack, "ignoring", {
        name: "ignoring",
        lifecycle: { ignoreChanges: ["read_capacity"] },
      });
      new SqsQueue(stack, "queue", {});
      Aspects.of(stack).add(new ProtectStatefulResources());
    });

  test("keeps Terraform from destroying a stateful resource", () => {
    expect(argumentsOf(configuration(), "aws_dynamodb_table", "plain").lifecycle).toEqual({
      prevent_destroy: true,
    });
  });

  test("leaves the rest of a lifecycle as it is", () => {
    expect(argumentsOf(configuration(), "aws_dynamodb_table", "ignoring").lifecycle).toEqual({
      prevent_destroy: true,
      ignore_changes: ["read_capacity"],
    });
  });

  test("leaves alone what holds no data", () => {
    expect(argumentsOf(configuration(), "aws_sqs_queue")).not.toHaveProperty("lifecycle");
  });
});

test.each([
  { protection: "protected", environment: protectedEnvironment(), expected: [true] },
  { protection: "destroyable", environment: destroyableEnvironment(), expected: [undefined] },
])(
  "a $protection environment has prevent_destroy $expected on what holds data",
  ({ environment, expected }) => {
    const { configuration } = buildSystem(environment);
    const stateful = [configuration.primary, configuration.dr]
      .flatMap(addressedBlocks)
      .filter(({ mode, type }) => mode === "resource" && isStateful(type))
      .map(({ block }) => (block.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy);
    expect(stateful.length).toBeGreaterThan(5);
    expect([...new Set(stateful)]).toEqual(expected);
  },
);
