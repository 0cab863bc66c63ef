import { AuditAlarms } from "../../../src/constructs/audit/audit-alarms";
import { AuditMetrics } from "../../../src/constructs/audit/audit-metrics";
import { BreakGlassRole } from "../../../src/constructs/failover/break-glass-role";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  destroyableEnvironment,
  reference,
  synthesizeStack,
} from "../../support/stack";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/operations";

describe("what somebody should look at in a trail", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => {
      const group = new LogGroup(stack, "group", { name: "/trail", retentionInDays: 400, keyArn });
      const metrics = new AuditMetrics(stack, "metrics", { trailName: "payments-audit-dev", group });
      const topic = new AlertTopic(stack, "alerts", { keyArn, email: "alerts@example.com" });
      new AuditAlarms(stack, "alarms", { thing: "audit", topic, metrics });
    });
  });

  test("is counted in the trail's log group", () => {
    const group = reference(blockOf(configuration, "aws_cloudwatch_log_group"), "name");
    const filters = blocksOf(configuration, "aws_cloudwatch_log_metric_filter").map(({ block }) => block);
    const transformation = (name: string) => ({
      namespace: "Standby/payments-audit-dev",
      name,
      value: "1",
    });
    const breakGlass = '"*-break-glass-*"';
    expect(filters).toEqual([
      {
        name: "BreakGlassUses",
        log_group_name: group,
        pattern: `{ ($.requestParameters.roleArn = ${breakGlass}) || ($.userIdentity.sessionContext.sessionIssuer.userName = ${breakGlass}) }`,
        metric_transformation: transformation("BreakGlassUses"),
      },
      {
        name: "KeyLosses",
        log_group_name: group,
        pattern:
          '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion")) }',
        metric_transformation: transformation("KeyLosses"),
      },
      {
        name: "RootUse",
        log_group_name: group,
        pattern:
          '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
        metric_transformation: transformation("RootUse"),
      },
      {
        name: "TrailChanges",
        log_group_name: group,
        pattern:
          '{ ($.eventName = "CreateTrail") || ($.eventName = "UpdateTrail") || ($.eventName = "DeleteTrail") || ' +
          '($.eventName = "StartLogging") || ($.eventName = "StopLogging") || ($.eventName = "PutEventSelectors") }',
        metric_transformation: transformation("TrailChanges"),
      },
      {
        name: "UnauthorizedCalls",
        log_group_name: group,
        pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
        metric_transformation: transformation("UnauthorizedCalls"),
      },
    ]);
  });

  test("knows break-glass roles by the name that they are given, also where it is cut", () => {
    const name = (suffix: string) => {
      const environment = destroyableEnvironment({ suffix });
      const role = synthesizeStack(
        (stack) =>
          void new BreakGlassRole(stack, "break-glass", {
            machineNames: { primary: "a", dr: "b" },
            keyArns: [keyArn],
            byHand: [],
          }),
        { environment, site: "dr" },
      );
      return argumentsOf(role, "aws_iam_role").name;
    };
    expect(name("dev")).toMatch(/.-break-glass-./);
    expect(name(`a${"b".repeat(27)}`)).toMatch(/.-break-glass-./);
  });

  test("leads whoever sees a break-glass role in use to its own page", () => {
    const { block } = blockOf(configuration, "aws_cloudwatch_metric_alarm", "break-glass");
    expect(block.alarm_description).toMatch(/docs\/runbooks\/sign-in-lost\.md$/);
  });

  test("raises an alarm, at once unless it is a refused call, and never by silence", () => {
    const alarms = blocksOf(configuration, "aws_cloudwatch_metric_alarm").map(({ block }) => [
      block.alarm_name,
      block.metric_name,
      block.threshold,
      String(block.alarm_description).split(":")[0],
    ]);
    expect(alarms).toEqual([
      ["payments-audit-break-glass-dev", "BreakGlassUses", 0, "critical"],
      ["payments-audit-key-lost-dev", "KeyLosses", 0, "critical"],
      ["payments-audit-refused-calls-dev", "UnauthorizedCalls", 10, "warning"],
      ["payments-audit-root-use-dev", "RootUse", 0, "critical"],
      ["payments-audit-trail-changed-dev", "TrailChanges", 0, "critical"],
    ]);
    for (const { block } of blocksOf(configuration, "aws_cloudwatch_metric_alarm")) {
      expect(block).toMatchObject({
        namespace: "Standby/payments-audit-dev",
        statistic: "Sum",
        comparison_operator: "GreaterThanThreshold",
        period: 300,
        evaluation_periods: 1,
        treat_missing_data: "notBreaching",
      });
    }
  });
});
