import { RetentionAlarms } from "../../../src/constructs/observability/alarms/retention-alarms";
import { blocksOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

describe("the alarms on the deletion of expired data", () => {
  const configuration = synthesizeStack((stack) => {
    new RetentionAlarms(stack, "retention-alarms", {
      topic: alertTopic(stack),
      thing: "retention",
      functionName: "payments-delete-expired-dev",
    });
  });
  const alarm = (name: string) =>
    blocksOf(configuration, "aws_cloudwatch_metric_alarm").find(
      ({ block }) => block.alarm_name === `payments-retention-${name}-dev`,
    )!.block;
  const dimensions = { service: "delete-expired", System: "payments", Environment: "dev" };

  test("tell of a run that has failed", () => {
    expect(alarm("failed")).toMatchObject({
      namespace: "AWS/Lambda",
      metric_name: "Errors",
      dimensions: { FunctionName: "payments-delete-expired-dev" },
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
    });
  });

  test("tell of 26 hours without a run that came to its end", () => {
    expect(alarm("overdue")).toMatchObject({
      namespace: "Standby/Retention",
      metric_name: "Runs",
      dimensions,
      statistic: "Sum",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      period: 3600,
      evaluation_periods: 26,
      datapoints_to_alarm: 26,
      treat_missing_data: "breaching",
    });
  });

  test("tell of two runs in a row that have left something", () => {
    expect(alarm("unfinished")).toMatchObject({
      metric_name: "UnfinishedRuns",
      dimensions,
      evaluation_periods: 26,
      datapoints_to_alarm: 2,
      treat_missing_data: "notBreaching",
    });
  });

  test("lead to their page", () => {
    for (const name of ["failed", "overdue", "unfinished"]) {
      expect(alarm(name).alarm_description).toContain("docs/runbooks/data-retention.md");
    }
  });
});
