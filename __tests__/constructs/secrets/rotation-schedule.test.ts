import { RotationSchedule } from "../../../src/constructs/secrets/rotation-schedule";
import { rotationDays } from "../../../src/constructs/secrets/settings";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, reference, synthesizeStack } from "../../support/stack";
import { rotatingStack } from "./rotating-stack";

describe("the schedule of a rotation", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => {
      const { rotation, service, network } = rotatingStack(stack);
      const schedule = { secret: service, rotation, everyDays: 30, after: [network] };
      new RotationSchedule(stack, "schedule", schedule);
    });
  });

  test("names the secret, the function and the days", () => {
    const { depends_on: _waits, ...rest } = argumentsOf(configuration, "aws_secretsmanager_secret_rotation");
    expect(rest).toEqual({
      secret_id: reference(blockOf(configuration, "aws_secretsmanager_secret", "service"), "id"),
      rotation_lambda_arn: reference(blockOf(configuration, "aws_lambda_function"), "arn"),
      rotation_rules: { automatically_after_days: 30 },
    });
  });

  test("lets Secrets Manager call the function for this secret of this account only", () => {
    expect(argumentsOf(configuration, "aws_lambda_permission")).toEqual({
      statement_id: "AllowRotationOf-service",
      action: "lambda:InvokeFunction",
      function_name: reference(blockOf(configuration, "aws_lambda_function"), "function_name"),
      principal: "secretsmanager.amazonaws.com",
      source_arn: reference(blockOf(configuration, "aws_secretsmanager_secret", "service"), "arn"),
      source_account: "111122223333",
    });
  });

  test.each([
    ["the permission", "aws_lambda_permission", ""],
    ["the first value", "aws_secretsmanager_secret_version", "service"],
    ["the function's way to the database", "aws_vpc_security_group_ingress_rule", "rotation"],
    ["the function's way to AWS", "aws_vpc_security_group_egress_rule", "to-aws"],
    ["the network's way out", "aws_route", "private-b-internet"],
  ])("waits for %s: the first rotation begins at once", (_what, type, part) => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret_rotation").depends_on).toContain(
      blockOf(configuration, type, part).address,
    );
  });
});

test("an environment may ask for any number of days that Secrets Manager takes; 30 is the default", () => {
  expect(rotationDays.parse(undefined)).toBe(30);
  expect([1, 1000].map((days) => rotationDays.parse(days))).toEqual([1, 1000]);
  for (const days of [0, 1001, 1.5]) expect(rotationDays.safeParse(days).success).toBe(false);
});
