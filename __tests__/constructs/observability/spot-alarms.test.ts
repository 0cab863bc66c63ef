import { SpotAlarms } from "../../../src/constructs/observability/alarms/spot-alarms";
import { argumentsOf, blockOf, reference, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const KEY = "arn:aws:kms:us-east-2:111122223333:key/operations";
const LOG = "arn:aws:logs:us-east-2:111122223333:log-group:/aws/events/payments-spot-interruptions-dr-dev";

const configuration = synthesizeStack(
  (stack) => {
    new SpotAlarms(stack, "spot-alarms", {
      topic: alertTopic(stack),
      thing: "spot",
      clusterName: "payments-cluster-dr-dev",
      serviceName: "payments-service-dr-dev",
      keyArn: KEY,
      logRetentionInDays: 7,
    });
  },
  { site: "dr" },
);

const alarm = (name: string) => argumentsOf(configuration, "aws_cloudwatch_metric_alarm", name);

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: { readonly namespace: string; readonly metric_name: string };
}

describe("the alarms of tasks on Spot", () => {
  test("count what was taken back from this service, each task once", () => {
    const { event_pattern } = argumentsOf(configuration, "aws_cloudwatch_event_rule");
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: ["arn:aws:ecs:us-east-2:111122223333:cluster/payments-cluster-dr-dev"],
        group: ["service:payments-service-dr-dev"],
        lastStatus: ["STOPPED"],
        stopCode: ["SpotInterruption"],
      },
    });
    expect(alarm("interruptions")).toMatchObject({
      alarm_name: "payments-spot-interruptions-dr-dev",
      namespace: "AWS/Events",
      metric_name: "Invocations",
      dimensions: { RuleName: "payments-spot-interruptions-dr-dev" },
      statistic: "Sum",
      period: 3_600,
      evaluation_periods: 1,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 4,
      treat_missing_data: "notBreaching",
    });
  });

  test("tell when fewer tasks run than are wanted, and keeps being so", () => {
    const { metric_query, ...given } = alarm("pending-tasks");
    expect(given).toMatchObject({
      evaluation_periods: 15,
      datapoints_to_alarm: 15,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
    });
    const [expression, ...metrics] = metric_query as readonly Query[];
    expect(expression?.expression).toBe("desired - running");
    expect(metrics.map(({ id, metric }) => [id, metric?.metric_name])).toEqual([
      ["desired", "DesiredTaskCount"],
      ["running", "RunningTaskCount"],
    ]);
  });

  test("are warnings with a page, and no pages for the night", () => {
    for (const name of ["interruptions", "pending-tasks"]) {
      expect(alarm(name).alarm_description).toMatch(/^warning: .*docs\/runbooks\/spot-capacity\.md$/);
    }
  });

  test("write down which tasks they were, by a policy for this rule alone", () => {
    const target = argumentsOf(configuration, "aws_cloudwatch_event_target");
    const policy = blockOf(configuration, "aws_cloudwatch_log_resource_policy");
    expect(target).toMatchObject({
      rule: reference(blockOf(configuration, "aws_cloudwatch_event_rule"), "name"),
      arn: LOG,
      depends_on: [blockOf(configuration, "aws_cloudwatch_log_group").address, policy.address],
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group")).toMatchObject({
      kms_key_id: KEY,
      retention_in_days: 7,
    });
    const { Statement } = JSON.parse(String(policy.block.policy_document)) as { Statement: unknown[] };
    expect(Statement).toEqual([
      {
        Sid: "AllowEvents",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${LOG}:*`],
        Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
        Condition: {
          ArnEquals: {
            "aws:SourceArn": [
              "arn:aws:events:us-east-2:111122223333:rule/payments-spot-interruptions-dr-dev",
            ],
          },
        },
      },
    ]);
  });
});
