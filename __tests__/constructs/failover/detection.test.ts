import type { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { AutomaticStart } from "../../../src/constructs/failover/detection-start";
import { DetectionAlarms } from "../../../src/constructs/observability/alarms/detection-alarms";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import {
  ACCOUNT,
  argumentsOf,
  blockOf,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";
import { alertTopic } from "../observability/watched-site";
import { statementsOf } from "./statements";

const MACHINE = `arn:aws:states:us-east-2:${ACCOUNT}:stateMachine:payments-failover-dr-dev`;
const ALARM = "aws_cloudwatch_metric_alarm";

function addDetection(stack: RegionalStack) {
  const topic = alertTopic(stack);
  const alarms = new DetectionAlarms(stack, "detection", { topic });
  return { topic, alarms };
}

const configuration = synthesizeStack(
  (stack) => {
    const { topic, alarms } = addDetection(stack);
    new AutomaticStart(stack, "start", {
      topic,
      alarms,
      machine: { arn: MACHINE, resource: { arn: MACHINE } as SfnStateMachine },
    });
  },
  { site: "dr" },
);

describe("the alarms on the active site", () => {
  test.each([
    { suspicion: "unreachable", metric: "ActiveSiteAnswers", periods: 3, runbook: "site-unreachable" },
    { suspicion: "not-writing", metric: "ActiveSiteWrites", periods: 18, runbook: "region-partially-down" },
  ])("$suspicion: after $periods probes in a row that fail", ({ suspicion, metric, periods, runbook }) => {
    expect(argumentsOf(configuration, ALARM, `detection_${suspicion}`)).toMatchObject({
      alarm_name: `payments-active-site-${suspicion}-dr-dev`,
      alarm_description: expect.stringMatching(new RegExp(`^critical: .*/${runbook}\\.md$`)) as string,
      namespace: "Standby",
      metric_name: metric,
      dimensions: { System: "payments", Environment: "dev" },
      statistic: "Maximum",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      period: 10,
      evaluation_periods: periods,
      datapoints_to_alarm: periods,
      treat_missing_data: "notBreaching",
    });
  });

  test("can't stand in the primary region", () => {
    expect(() => addDetection(regionalStack())).toThrow("detection must outlive the primary region");
  });
});

describe("the automatic start", () => {
  test.each(["unreachable", "not-writing"])(
    "begins with the alarm %s, and says so to the machine",
    (suspicion) => {
      const rule = blockOf(configuration, "aws_cloudwatch_event_rule", suspicion);
      expect(JSON.parse(String(rule.block.event_pattern))).toEqual({
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        resources: [`arn:aws:cloudwatch:us-east-2:${ACCOUNT}:alarm:payments-active-site-${suspicion}-dr-dev`],
        detail: { state: { value: ["ALARM"] } },
      });
      const { input, ...target } = argumentsOf(configuration, "aws_cloudwatch_event_target", suspicion);
      expect(target).toMatchObject({
        rule: reference(rule, "name"),
        arn: MACHINE,
        role_arn: reference(blockOf(configuration, "aws_iam_role"), "arn"),
        retry_policy: { maximum_event_age_in_seconds: 300, maximum_retry_attempts: 20 },
        dead_letter_config: { arn: reference(blockOf(configuration, "aws_sqs_queue"), "arn") },
      });
      expect(JSON.parse(String(input))).toEqual({
        mode: "failover",
        trigger: "alarm",
        reason: expect.stringMatching(
          new RegExp(`^payments-active-site-${suspicion}-dr-dev: The active site `),
        ) as string,
        suspicion,
      });
    },
  );

  test("may start the one machine, and nothing else", () => {
    expect(statementsOf(configuration)).toEqual({
      StartFailover: {
        Sid: "StartFailover",
        Effect: "Allow",
        Action: ["states:StartExecution"],
        Resource: [MACHINE],
      },
    });
    expect(argumentsOf(configuration, "aws_iam_role").assume_role_policy).toContain("events.amazonaws.com");
  });

  test("that does not get through is kept, and somebody is told", () => {
    const { name, policy, ...queue } = argumentsOf(configuration, "aws_sqs_queue");
    expect(name).toBe("payments-automatic-start-undelivered-dr-dev");
    expect(queue).toMatchObject({ sqs_managed_sse_enabled: true, message_retention_seconds: 1_209_600 });
    const { Statement } = JSON.parse(String(policy)) as { Statement: object[] };
    expect(Statement).toMatchObject([
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["sqs:SendMessage"],
        Condition: {
          ArnEquals: {
            "aws:SourceArn": ["unreachable", "not-writing"].map(
              (suspicion) =>
                `arn:aws:events:us-east-2:${ACCOUNT}:rule/payments-automatic-start-${suspicion}-dr-dev`,
            ),
          },
        },
      },
      { Effect: "Deny", Action: ["sqs:*"], Condition: { Bool: { "aws:SecureTransport": ["false"] } } },
    ]);
    const names = ["unreachable", "not-writing"].map(
      (suspicion) => argumentsOf(configuration, "aws_cloudwatch_event_rule", suspicion).name,
    );
    expect(names).toEqual([
      "payments-automatic-start-unreachable-dr-dev",
      "payments-automatic-start-not-writing-dr-dev",
    ]);
    expect(argumentsOf(configuration, ALARM, "start_undelivered")).toMatchObject({
      dimensions: { QueueName: name },
      metric_name: "ApproximateNumberOfMessagesVisible",
      threshold: 0,
    });
  });
});
