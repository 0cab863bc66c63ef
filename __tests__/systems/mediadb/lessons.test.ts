import { buildSystem } from "../../support/synthesis";
import { argumentsIn, breachesOf } from "../breaches";
import { smallMediadb } from "../environments";

const breachesAfter = breachesOf(buildSystem(smallMediadb()));

// The numbers are those of the earlier version's mistakes (docs/mediadb.md). Both sites are made by the same code.
describe("what the earlier version did wrong", () => {
  test("is done right now", () => {
    expect(breachesAfter("primary", () => undefined)).toEqual([]);
  });

  test.each([
    ["ecr.dkr", "aws_iam_role.service_task_roles_execution may do ecr:GetAuthorizationToken"],
    ["logs", "aws_iam_role.service_task_roles_execution may do logs:CreateLogStream"],
    ["kms", "aws_iam_role.service_task_roles_task may do kms:Decrypt"],
  ])("2: a network without the endpoint of %s is refused", (service, problem) => {
    const found = breachesAfter("primary", (stack) => {
      const endpoint = argumentsIn(stack, "aws_vpc_endpoint", `_${service.replace(".", "-")}_`);
      endpoint.service_name = "com.amazonaws.eu-central-1.bedrock";
    });
    expect(found).toContain(
      `way-out: aws_ecs_service.service, in subnets without a way out: ${problem}, which takes the endpoint ${service}: add it to the network`,
    );
  });

  test("3: an alarm that says nothing of missing data, and tells nobody, is refused", () => {
    const found = breachesAfter("primary", (stack) => {
      const alarm = argumentsIn(stack, "aws_cloudwatch_metric_alarm", "database-alarms_memory");
      delete alarm.treat_missing_data;
      delete alarm.alarm_actions;
    });
    const alarm = "alarms: aws_cloudwatch_metric_alarm.database-alarms_memory";
    expect(found).toEqual([
      `${alarm}: nobody is told: alarm_actions must name the alert topic`,
      `${alarm}: treat_missing_data is left to its default: say what missing data means`,
    ]);
  });

  test("5: an image of a public registry is refused, since nothing leads to it", () => {
    const found = breachesAfter("primary", (stack) => {
      const task = argumentsIn(stack, "aws_ecs_task_definition");
      task.container_definitions = String(task.container_definitions).replace(
        /"image" = "[^"]*"/,
        '"image" = "public.ecr.aws/xray/aws-xray-daemon:latest"',
      );
    });
    expect(found).toEqual([
      "way-out: aws_ecs_service.service, in subnets without a way out: the image public.ecr.aws/xray/aws-xray-daemon:latest " +
        "is not in the registry of eu-central-1: copy it there",
    ]);
  });

  test("6: a backup plan without rules is refused", () => {
    const found = breachesAfter("primary", (stack) => (argumentsIn(stack, "aws_backup_plan").rule = []));
    expect(found).toContain(
      "backups: aws_backup_plan.backups: it has no rule, so it makes no backup: give it one with a schedule",
    );
  });

  test("9: a role that no boundary keeps in the two regions is refused", () => {
    const found = breachesAfter("primary", (stack) => {
      delete argumentsIn(stack, "aws_iam_role", "retention_function_role").permissions_boundary;
    });
    expect(found).toEqual([
      "residency: aws_iam_role.retention_function_role: permissions_boundary must be the stack's residency boundary",
    ]);
  });
});
