import { LambdaFunction } from "../../../src/constructs/functions/lambda-function";
import { Schedule, type ScheduleProps } from "../../../src/constructs/functions/schedule";
import type { AliasedScope } from "../../../src/stacks/aliased-scope";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { argumentsOf, blockOf, reference, synthesizeAliased, synthesizeStack } from "../../support/stack";

function addSchedule(scope: RegionalStack | AliasedScope, given: Partial<ScheduleProps> = {}): void {
  const target = new LambdaFunction(scope, "function", {
    functionName: "validate-payment",
    description: "Runs every minute",
    timeoutSeconds: 10,
    statements: [],
    keyArn: "arn:aws:kms:us-east-1:111122223333:key/operations",
    logRetentionInDays: 7,
  });
  const common = { ruleName: "every-minute", description: "Every minute", expression: "rate(1 minute)" };
  new Schedule(scope, "schedule", { target, ...common, ...given });
}

describe("a schedule", () => {
  const configuration = synthesizeStack((stack) => addSchedule(stack));
  const lambda = blockOf(configuration, "aws_lambda_function");
  const rule = blockOf(configuration, "aws_cloudwatch_event_rule");

  test("starts the function by a rule of EventBridge, which alone may do so", () => {
    expect(rule.block).toEqual({
      name: "payments-every-minute-dev",
      description: "Every minute",
      schedule_expression: "rate(1 minute)",
    });
    const permission = blockOf(configuration, "aws_lambda_permission");
    expect(permission.block).toEqual({
      statement_id: "AllowSchedule",
      action: "lambda:InvokeFunction",
      function_name: reference(lambda, "function_name"),
      principal: "events.amazonaws.com",
      source_arn: reference(rule, "arn"),
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_event_target")).toEqual({
      rule: reference(rule, "name"),
      target_id: "function",
      arn: reference(lambda, "arn"),
      depends_on: [permission.address],
    });
  });

  test("lets no failed or late run come again before the next", () => {
    expect(argumentsOf(configuration, "aws_lambda_function_event_invoke_config")).toEqual({
      function_name: reference(lambda, "function_name"),
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 60,
    });
  });

  test("gives the function an input where there is one", () => {
    const given = synthesizeStack((stack) => addSchedule(stack, { input: '{"a":1}' }));
    expect(argumentsOf(given, "aws_cloudwatch_event_target").input).toBe('{"a":1}');
  });

  test("in an aliased scope lies in the other region", () => {
    const aliased = synthesizeAliased((scope) => addSchedule(scope));
    const types = ["event_rule", "event_target"].map((type) => `aws_cloudwatch_${type}`);
    for (const type of [...types, "aws_lambda_permission", "aws_lambda_function_event_invoke_config"]) {
      expect(argumentsOf(aliased, type).provider).toBe("aws.dr");
    }
    expect(argumentsOf(aliased, "aws_cloudwatch_event_rule").name).toBe("payments-every-minute-dr-dev");
  });
});
