import { Alarm, type AlarmProps } from "../../../src/constructs/observability/alarm";
import { notBreaching } from "../../../src/constructs/observability/missing-data";
import { configurationOf } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, reference, regionalStack, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const metric = {
  namespace: "AWS/SQS",
  name: "Age",
  dimensions: { QueueName: "orders" },
  statistic: "Maximum",
  label: "Age (s)",
} as const;
const minimal = {
  thing: "orders-late",
  severity: "warning",
  summary: "Orders wait",
  runbook: "queue-backlog",
  metric,
  threshold: 60,
  comparison: "GreaterThanThreshold",
  evaluationPeriods: 2,
  missingData: notBreaching("A queue that nobody uses reports nothing."),
} as const;

function synthesize(given: Partial<AlarmProps> = {}) {
  let alarm: Alarm | undefined;
  const configuration = synthesizeStack((stack) => {
    alarm = new Alarm(stack, "alarm", { topic: alertTopic(stack), ...minimal, ...given });
  });
  return { alarm, configuration };
}

describe("an alarm", () => {
  test("says what is wrong, how bad it is and what to do, when it begins and when it ends", () => {
    const { alarm, configuration } = synthesize();
    const topic = reference(blockOf(configuration, "aws_sns_topic"), "arn");
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm")).toEqual({
      alarm_name: "payments-orders-late-dev",
      alarm_description: "warning: Orders wait. Runbook: docs/runbooks/queue-backlog.md",
      namespace: "AWS/SQS",
      metric_name: "Age",
      dimensions: { QueueName: "orders" },
      statistic: "Maximum",
      period: 60,
      comparison_operator: "GreaterThanThreshold",
      threshold: 60,
      evaluation_periods: 2,
      datapoints_to_alarm: 2,
      treat_missing_data: "notBreaching",
      alarm_actions: [topic],
      ok_actions: [topic],
    });
    expect(alarm?.arn).toBe("arn:aws:cloudwatch:us-east-1:111122223333:alarm:payments-orders-late-dev");
  });

  test("carries the reason for its treatment of missing data into the JSON", () => {
    const stack = regionalStack();
    new Alarm(stack, "alarm", { topic: alertTopic(stack), ...minimal });
    expect(argumentsOf(configurationOf(stack), "aws_cloudwatch_metric_alarm")["//"]).toMatchObject({
      missing_data: "A queue that nobody uses reports nothing.",
    });
  });

  test.each([10, 20, 30])("on a metric of ours may look every %i s", (periodSeconds) => {
    const { configuration } = synthesize({ metric: { ...metric, namespace: "Standby" }, periodSeconds });
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm").period).toBe(periodSeconds);
  });

  test("on a percentile leaves single requests alone", () => {
    const { configuration } = synthesize({ metric: { ...metric, statistic: "p99" } });
    const { statistic, ...rest } = argumentsOf(configuration, "aws_cloudwatch_metric_alarm");
    expect(statistic).toBeUndefined();
    expect(rest).toMatchObject({
      extended_statistic: "p99",
      evaluate_low_sample_count_percentiles: "ignore",
    });
  });

  test("on an expression watches its result, over metrics of one period", () => {
    const { configuration } = synthesize({
      metric: { expression: "late / 60", metrics: { late: metric }, label: "Age (min)" },
      periodSeconds: 300,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
    });
    const { metric_query, period, datapoints_to_alarm } = argumentsOf(
      configuration,
      "aws_cloudwatch_metric_alarm",
    );
    expect({ metric_query, period, datapoints_to_alarm }).toEqual({
      metric_query: [
        { id: "watched", expression: "late / 60", label: "Age (min)", return_data: true },
        {
          id: "late",
          metric: {
            namespace: "AWS/SQS",
            metric_name: "Age",
            dimensions: { QueueName: "orders" },
            period: 300,
            stat: "Maximum",
          },
          return_data: false,
        },
      ],
      period: undefined,
      datapoints_to_alarm: 3,
    });
  });

  test.each<[string, Partial<AlarmProps>, string]>([
    ["more breaches than periods", { datapointsToAlarm: 3 }, "3 of 2 periods can't breach"],
    ["no breach at all", { datapointsToAlarm: 0 }, "0 of 2 periods can't breach"],
    ["a period between minutes", { periodSeconds: 90 }, "must be a multiple of 60 seconds, not 90"],
    [
      "a period below a minute of AWS's metrics",
      { periodSeconds: 10 },
      "must be a multiple of 60 seconds, not 10",
    ],
    [
      "an odd period of ours",
      { metric: { ...metric, namespace: "Standby" }, periodSeconds: 15 },
      "must be 10, 20, 30 or a multiple of 60 seconds, not 15",
    ],
    ["a period of no time", { periodSeconds: 0 }, "must be a multiple of 60 seconds, not 0"],
    [
      "an unknown treatment of missing data",
      { missingData: { treatment: "fine", reason: "x" } },
      "missing data can't be treated as fine",
    ],
    ["a treatment without a reason", { missingData: notBreaching(" ") }, "missing data needs a reason"],
    ["a summary with a full stop", { summary: "Orders wait." }, 'must read "<severity>: <summary>. Runbook'],
    [
      "a runbook with its ending",
      { runbook: "queue-backlog.md" },
      'must read "<severity>: <summary>. Runbook',
    ],
    ["a novel", { summary: "x".repeat(1000) }, "longer than 1024 characters"],
  ])("refuses %s", (_what, given, message) => {
    expect(() => synthesize(given)).toThrow(message);
  });
});
