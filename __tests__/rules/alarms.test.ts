import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { breachesAfter, type Mistake } from "./mistake";

const ALARM = "aws_cloudwatch_metric_alarm.mistake";
const description = "warning: Orders wait. Runbook: docs/runbooks/queue-backlog.md";
const DESCRIPTION =
  'alarm_description must read "<critical or warning>: <what is wrong>. Runbook: docs/runbooks/<page>.md"';

function alarm(stack: RegionalStack, given: object = {}, topic = newTopic(stack).arn): void {
  new CloudwatchMetricAlarm(stack, "mistake", {
    alarmName: stack.physicalName("mistake", "alarm"),
    alarmDescription: description,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    metricName: "Age",
    namespace: "AWS/SQS",
    treatMissingData: "missing",
    alarmActions: [topic],
    okActions: [topic],
    ...given,
  });
}

function newTopic(stack: RegionalStack): SnsTopic {
  return new SnsTopic(stack, "topic", { name: stack.physicalName("topic", "snsTopic") });
}

const mistakes: Mistake[] = [
  {
    what: "an alarm that says nothing to anybody",
    make: ({ primary }) =>
      alarm(primary, {
        alarmActions: [],
        okActions: undefined,
        alarmDescription: undefined,
        treatMissingData: undefined,
      }),
    breaches: [
      `alarms: ${ALARM}: nobody is told: alarm_actions must name the alert topic`,
      `alarms: ${ALARM}: nobody is told when it is over: ok_actions must name the alert topic`,
      `alarms: ${ALARM}: ${DESCRIPTION}`,
      `alarms: ${ALARM}: treat_missing_data is left to its default: say what missing data means`,
    ],
  },
  {
    what: "an alarm in the DR stack that tells a topic nobody declares",
    site: "dr",
    make: ({ dr }) => alarm(dr, {}, "arn:aws:sns:us-east-2:111122223333:payments-typo-dr-dev"),
    breaches: [
      `alarms: ${ALARM}: nobody is told: alarm_actions must name the alert topic`,
      `alarms: ${ALARM}: nobody is told when it is over: ok_actions must name the alert topic`,
    ],
  },
  {
    what: "an alarm whose actions are off",
    make: ({ primary }) => alarm(primary, { actionsEnabled: false }),
    breaches: [`alarms: ${ALARM}: its actions are switched off`],
  },
  ...[
    "Orders wait. Runbook: docs/runbooks/queue-backlog.md",
    "warning: Orders wait.",
    "warning: Orders wait. Runbook: docs/runbooks/queue-backlog",
  ].map((alarmDescription): Mistake => ({
    what: `the description "${alarmDescription}"`,
    make: ({ primary }) => alarm(primary, { alarmDescription }),
    breaches: [`alarms: ${ALARM}: ${DESCRIPTION}`],
  })),
  {
    what: "a composite alarm that nobody hears end",
    make: ({ primary }) =>
      void new CloudwatchCompositeAlarm(primary, "all", {
        alarmName: primary.physicalName("all", "alarm"),
        alarmDescription: description,
        alarmRule: "FALSE",
        alarmActions: [newTopic(primary).arn],
      }),
    breaches: [
      "alarms: aws_cloudwatch_composite_alarm.all: nobody is told when it is over: ok_actions must name the alert topic",
    ],
  },
];

describe("the alarms rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("lets an alarm pass that has everything, by reference", () => {
    expect(breachesAfter({ what: "nothing", make: ({ primary }) => alarm(primary) })).toEqual([]);
  });

  test("lets an alarm pass that tells the other site's topic by its computed ARN", () => {
    const make: Mistake["make"] = ({ primary, dr }) => {
      newTopic(dr);
      alarm(primary, {}, "arn:aws:sns:us-east-2:111122223333:payments-topic-dr-dev");
    };
    expect(breachesAfter({ what: "nothing", make })).toEqual([]);
  });
});
