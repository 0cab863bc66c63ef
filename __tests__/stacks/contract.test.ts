import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { contractParameterName, PublishedContract, ReadContract } from "../../src/stacks/contract";
import { argumentsOf, blocksOf, synthesizeAliased, synthesizeStack } from "../support/stack";

describe("the contract between the sites", () => {
  test("is published as plain parameters in the DR region", () => {
    const configuration = synthesizeAliased((scope, stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      new PublishedContract(scope, "contract", { "queue-arn": queue.arn, "vpc-id": "vpc-1" });
    });
    expect(argumentsOf(configuration, "aws_ssm_parameter", "queue-arn")).toEqual({
      provider: "aws.dr",
      name: "/standby/payments/dev/primary/queue-arn",
      description: "What payments-primary tells payments-dr: queue-arn",
      type: "String",
      insecure_value: "${aws_sqs_queue.queue.arn}",
    });
    expect(blocksOf(configuration, "aws_ssm_parameter")).toHaveLength(2);
  });

  test("without values publishes nothing", () => {
    const configuration = synthesizeAliased((scope) => new PublishedContract(scope, "contract", {}));
    expect(configuration.resource).toBeUndefined();
  });

  test("is read in the DR site's own region, each value once, however often it is asked for", () => {
    const configuration = synthesizeStack(
      (stack) => {
        const contract = new ReadContract(stack, "contract");
        const name = contract.value("queue-arn");
        new SqsQueue(stack, "one", { name });
        new SqsQueue(stack, "two", { name: contract.value("queue-arn") });
      },
      { site: "dr" },
    );
    const [parameter, ...others] = blocksOf(configuration, "data.aws_ssm_parameter");
    expect(others).toEqual([]);
    expect(parameter?.block).toEqual({ name: "/standby/payments/dev/primary/queue-arn" });
    const names = blocksOf(configuration, "aws_sqs_queue").map(({ block }) => block.name);
    expect(names).toEqual(Array(2).fill(`\${${parameter?.address}.insecure_value}`));
  });

  test("reads nothing that nobody asks for", () => {
    const configuration = synthesizeStack((stack) => new ReadContract(stack, "contract"), { site: "dr" });
    expect(configuration.data).toBeUndefined();
  });
});

test("a parameter's name tells two installations of one system apart", () => {
  expect(contractParameterName("payments", "dev", "vpc-id")).not.toBe(
    contractParameterName("payments", "pr42", "vpc-id"),
  );
});
