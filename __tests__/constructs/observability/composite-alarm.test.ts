import { CompositeAlarm } from "../../../src/constructs/observability/composite-alarm";
import { QueueAlarms } from "../../../src/constructs/observability/alarms/queue-alarms";
import { SiteAlarms } from "../../../src/constructs/observability/site-alarms";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

function queueAlarms(stack: RegionalStack) {
  const topic = alertTopic(stack);
  const names = { queueName: "orders", deadLetterQueueName: "orders-dead" };
  return { topic, queue: new QueueAlarms(stack, "queue", { topic, thing: "orders", ...names }) };
}

describe("the alarms on a whole site", () => {
  test("follow their alarms by literal names, and are made after and removed before them", () => {
    const configuration = synthesizeStack((stack) => {
      const { topic, queue } = queueAlarms(stack);
      new SiteAlarms(stack, "site", {
        topic,
        impairing: [queue.deadLetters, queue.oldestMessage],
        endangeringData: [queue.oldestMessage],
      });
    });
    const topic = reference(blockOf(configuration, "aws_sns_topic"), "arn");
    expect(argumentsOf(configuration, "aws_cloudwatch_composite_alarm", "impaired")).toEqual({
      alarm_name: "payments-site-impaired-dev",
      alarm_description:
        "critical: The site can't serve as it should; if it is the active one, customers feel it. " +
        "Runbook: docs/runbooks/site-impaired.md",
      alarm_rule: 'ALARM("payments-orders-dead-letters-dev") OR ALARM("payments-orders-oldest-message-dev")',
      alarm_actions: [topic],
      ok_actions: [topic],
      depends_on: blocksOf(configuration, "aws_cloudwatch_metric_alarm").map(({ address }) => address),
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_composite_alarm", "at-risk")).toMatchObject({
      alarm_name: "payments-recovery-point-at-risk-dev",
      alarm_rule: 'ALARM("payments-orders-oldest-message-dev")',
    });
  });

  test.each([
    ["no alarm", 0, "takes 1 to 100 alarms, not 0"],
    ["one alarm twice", 2, "names an alarm twice"],
    ["more than CloudWatch takes", 101, "takes 1 to 100 alarms, not 101"],
  ])("refuse %s", (_what, count, message) => {
    expect(() =>
      synthesizeStack((stack) => {
        const { topic, queue } = queueAlarms(stack);
        new CompositeAlarm(stack, "composite", {
          topic,
          thing: "all",
          severity: "critical",
          summary: "All is wrong",
          runbook: "site-impaired",
          anyOf: Array.from({ length: count }, () => queue.deadLetters),
        });
      }),
    ).toThrow(message);
  });
});
