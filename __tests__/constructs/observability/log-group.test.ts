import { LogGroup } from "../../../src/constructs/observability/log-group";
import { argumentsOf, synthesizeAliased, synthesizeStack } from "../../support/stack";

const props = {
  name: "/service/orders",
  retentionInDays: 7,
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/logs",
};

describe("a log group", () => {
  test("has a retention, a key and a literal ARN", () => {
    let arn: string | undefined;
    const configuration = synthesizeStack((stack) => {
      ({ arn } = new LogGroup(stack, "logs", props));
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group")).toEqual({
      name: "/service/orders",
      retention_in_days: 7,
      kms_key_id: props.keyArn,
    });
    expect(arn).toBe("arn:aws:logs:us-east-1:111122223333:log-group:/service/orders");
  });

  test("in an aliased scope lies in that region, and so does its ARN", () => {
    let arn: string | undefined;
    const configuration = synthesizeAliased((scope) => {
      ({ arn } = new LogGroup(scope, "logs", props));
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group").provider).toBe("aws.dr");
    expect(arn).toContain(":us-east-2:");
  });
});
