import { FlowLogs } from "../../../src/constructs/network/flow-logs";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, reference, synthesizeAliased, synthesizeStack } from "../../support/stack";
import { LOGS_KEY } from "./synthesize-network";

const props = { vpcId: "vpc-1", retentionInDays: 90, keyArn: LOGS_KEY };

describe("flow logs", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => new FlowLogs(stack, "flow-logs", props));
  });

  test("record all traffic into a log group with a key and a retention", () => {
    const group = blockOf(configuration, "aws_cloudwatch_log_group");
    expect(group.block).toEqual({
      name: "/vpc/payments-flow-logs-dev",
      retention_in_days: 90,
      kms_key_id: LOGS_KEY,
    });
    expect(argumentsOf(configuration, "aws_flow_log")).toEqual({
      vpc_id: "vpc-1",
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: reference(group, "arn"),
      iam_role_arn: reference(blockOf(configuration, "aws_iam_role"), "arn"),
      max_aggregation_interval: 60,
      tags: { Name: "payments-flow-logs-dev" },
    });
  });

  test("may write into their own log group and nowhere else", () => {
    const { policy } = argumentsOf(configuration, "aws_iam_role_policy");
    expect(JSON.parse(String(policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteFlowLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: ["arn:aws:logs:us-east-1:111122223333:log-group:/vpc/payments-flow-logs-dev:*"],
        },
      ],
    });
    expect(argumentsOf(configuration, "aws_iam_role").assume_role_policy).toContain(
      '"Service":["vpc-flow-logs.amazonaws.com"]',
    );
  });

  test("in an aliased scope carry the other site's name, so that both sites' roles fit one account", () => {
    const aliased = synthesizeAliased((scope) => new FlowLogs(scope, "flow-logs", props));
    expect(argumentsOf(aliased, "aws_iam_role").name).toBe("payments-flow-logs-dr-dev");
    expect(argumentsOf(aliased, "aws_iam_role_policy").policy).toContain(":us-east-2:");
    expect(argumentsOf(aliased, "aws_flow_log").provider).toBe("aws.dr");
  });
});
