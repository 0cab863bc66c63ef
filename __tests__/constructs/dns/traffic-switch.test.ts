import { ALARM_DESCRIPTION } from "../../../src/constructs/observability/alarm-text";
import { TrafficSwitch } from "../../../src/constructs/dns/traffic-switch";
import { argumentsOf, blockOf, reference, regionalStack, synthesizeAliased } from "../../support/synthesis";
import { answered, Route53Model, type Reading } from "./route53-model";

const TOPIC = "arn:aws:sns:us-east-2:111122223333:payments-alerts-dr-dev";
const CHECK = "aws_route53_health_check";

const configuration = synthesizeAliased((scope, stack) => {
  const { primaryHealthCheckId, drHealthCheckId } = new TrafficSwitch(scope, "switch", { topicArn: TOPIC });
  stack.addOutputs({ PrimaryCheck: primaryHealthCheckId, DrCheck: drHealthCheckId });
});

test("the alarm watches the metric in the DR region, in the way that a health check can follow", () => {
  const { alarm_description, ...alarm } = argumentsOf(configuration, "aws_cloudwatch_metric_alarm");
  expect(alarm_description).toMatch(ALARM_DESCRIPTION);
  expect(alarm).toEqual({
    provider: "aws.dr",
    alarm_name: "payments-traffic-at-dr-dr-dev",
    namespace: "Standby",
    metric_name: "TrafficAtDr",
    dimensions: { System: "payments", Environment: "dev" },
    statistic: "Maximum",
    comparison_operator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    period: 60,
    evaluation_periods: 1,
    treat_missing_data: "missing",
    alarm_actions: [TOPIC],
    ok_actions: [TOPIC],
  });
});

test("the primary's check follows the alarm, and looks again when the alarm is changed", () => {
  expect(argumentsOf(configuration, CHECK, "traffic-at-primary")).toEqual({
    provider: "aws.dr",
    type: "CLOUDWATCH_METRIC",
    cloudwatch_alarm_name: reference(blockOf(configuration, "aws_cloudwatch_metric_alarm"), "alarm_name"),
    cloudwatch_alarm_region: "us-east-2",
    insufficient_data_health_status: "LastKnownStatus",
    triggers: {
      namespace: "Standby",
      metricName: "TrafficAtDr",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: "1",
      period: "60",
      evaluationPeriods: "1",
      treatMissingData: "missing",
    },
    tags: { Name: "payments-traffic-at-primary-dr-dev" },
  });
});

test("the DR site's check is its opposite", () => {
  expect(argumentsOf(configuration, CHECK, "traffic-at-dr")).toEqual({
    provider: "aws.dr",
    type: "CALCULATED",
    child_healthchecks: [reference(blockOf(configuration, CHECK, "traffic-at-primary"), "id")],
    child_health_threshold: 1,
    invert_healthcheck: true,
    tags: { Name: "payments-traffic-at-dr-dr-dev" },
  });
});

const outputs = configuration.output as Readonly<Record<string, { value: string }>>;

// Both readings of what an inverted check is that has never had data: the table must hold under either.
describe.each<{ reading: Reading }>([
  { reading: "default before inversion" },
  { reading: "default after inversion" },
])("the truth table, $reading", ({ reading }) => {
  const model = new Route53Model(configuration, reading);
  const primary = model.checkOf(outputs.PrimaryCheck?.value ?? "");
  const dr = model.checkOf(outputs.DrCheck?.value ?? "");

  test.each([
    { when: "never published", minutes: [undefined, undefined], expected: "PRIMARY" },
    { when: "0", minutes: [0], expected: "PRIMARY" },
    { when: "missing after 0", minutes: [0, undefined, undefined], expected: "PRIMARY" },
    { when: "1", minutes: [0, 1], expected: "SECONDARY" },
    { when: "missing after 1", minutes: [0, 1, undefined, undefined], expected: "SECONDARY" },
    { when: "1 as the first value ever", minutes: [undefined, 1], expected: "SECONDARY" },
    { when: "0 again", minutes: [1, undefined, 0], expected: "PRIMARY" },
    { when: "missing after 0 again", minutes: [1, 0, undefined], expected: "PRIMARY" },
  ])("$when: $expected, and the checks are each other's opposite", ({ minutes, expected }) => {
    const healthy = [model.isHealthy(primary, minutes), model.isHealthy(dr, minutes)] as const;
    expect(healthy).toEqual([expected === "PRIMARY", expected === "SECONDARY"]);
    expect(answered(...healthy)).toBe(expected);
  });

  // The DR site's check is calculated from the other one, so it comes later.
  test.each([
    { when: "1, and the DR site's check is late", minutes: [0, 1], both: false },
    { when: "0 again, and the DR site's check is late", minutes: [1, 0], both: true },
  ])("$when: both are healthy is $both, and PRIMARY is answered", ({ minutes, both }) => {
    const healthy = [model.isHealthy(primary, minutes), model.isHealthy(dr, minutes.slice(0, -1))] as const;
    expect(healthy).toEqual([both, both]);
    expect(answered(...healthy)).toBe("PRIMARY");
  });
});

test("the switch can't stand in the primary region", () => {
  expect(() => new TrafficSwitch(regionalStack(), "switch", { topicArn: TOPIC })).toThrow(
    "the switch must outlive the primary region",
  );
});
