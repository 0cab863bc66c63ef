import { EmergencyCheck } from "../../../src/constructs/dns/emergency-check";
import { TrafficSwitch } from "../../../src/constructs/dns/traffic-switch";
import { ALARM_DESCRIPTION } from "../../../src/constructs/observability/alarm-text";
import { argumentsOf, blockOf, reference, regionalStack, synthesizeAliased } from "../../support/stack";
import { answered, Route53Model, type Minutes, type Reading } from "./route53-model";

const TOPICS = {
  primary: "arn:aws:sns:us-east-1:111122223333:payments-alerts-dev",
  dr: "arn:aws:sns:us-east-2:111122223333:payments-alerts-dr-dev",
};
const CHECK = "aws_route53_health_check";
const ALARM = "aws_cloudwatch_metric_alarm";

const configuration = synthesizeAliased((scope, stack) => {
  const emergency = new EmergencyCheck(stack, "emergency", { topicArn: TOPICS.primary });
  const { primaryHealthCheckId, drHealthCheckId } = new TrafficSwitch(scope, "switch", {
    topicArn: TOPICS.dr,
    emergencyCheckId: emergency.id,
  });
  stack.addOutputs({ PrimaryCheck: primaryHealthCheckId, DrCheck: drHealthCheckId });
});

const MEASURED = [
  {
    what: "the record check",
    part: "switch_record",
    provider: { provider: "aws.dr" },
    alarm: {
      alarm_name: "payments-traffic-at-dr-dr-dev",
      alarm_actions: [TOPICS.dr],
      ok_actions: [TOPICS.dr],
    },
    metric: "TrafficAtDr",
    comparison: "GreaterThanOrEqualToThreshold",
    periods: 1,
    check: {
      cloudwatch_alarm_region: "us-east-2",
      insufficient_data_health_status: "LastKnownStatus",
      tags: { Name: "payments-record-at-primary-dr-dev" },
    },
  },
  {
    what: "the emergency check",
    part: "emergency",
    provider: {},
    alarm: {
      alarm_name: "payments-no-emergency-dev",
      alarm_actions: [TOPICS.primary],
      ok_actions: [TOPICS.primary],
    },
    metric: "EmergencyAtPrimary",
    comparison: "LessThanThreshold",
    periods: 3,
    check: {
      cloudwatch_alarm_region: "us-east-1",
      insufficient_data_health_status: "Unhealthy",
      tags: { Name: "payments-emergency-at-primary-dev" },
    },
  },
];

describe.each(MEASURED)("$what", ({ part, provider, alarm, metric, comparison, periods, check }) => {
  test("has an alarm that watches its metric where it is published, in the way that a health check can follow", () => {
    const { alarm_description, ...others } = argumentsOf(configuration, ALARM, part);
    expect(alarm_description).toMatch(ALARM_DESCRIPTION);
    expect(others).toEqual({
      ...provider,
      ...alarm,
      namespace: "Standby",
      metric_name: metric,
      dimensions: { System: "payments", Environment: "dev" },
      statistic: "Maximum",
      comparison_operator: comparison,
      threshold: 1,
      period: 60,
      evaluation_periods: periods,
      treat_missing_data: "missing",
    });
  });

  test("follows the alarm, and looks again when it is changed", () => {
    expect(argumentsOf(configuration, CHECK, part)).toEqual({
      ...provider,
      ...check,
      type: "CLOUDWATCH_METRIC",
      cloudwatch_alarm_name: reference(blockOf(configuration, ALARM, part), "alarm_name"),
      triggers: {
        namespace: "Standby",
        metricName: metric,
        statistic: "Maximum",
        comparisonOperator: comparison,
        threshold: "1",
        period: "60",
        evaluationPeriods: String(periods),
        treatMissingData: "missing",
      },
    });
  });
});

test("the two sites' checks are calculated from the measured ones, the DR site's inverted", () => {
  const calculated = {
    provider: "aws.dr",
    type: "CALCULATED",
    child_healthchecks: MEASURED.map(({ part }) => reference(blockOf(configuration, CHECK, part), "id")),
    child_health_threshold: 1,
  };
  expect(argumentsOf(configuration, CHECK, "traffic-at-primary")).toEqual({
    ...calculated,
    tags: { Name: "payments-traffic-at-primary-dr-dev" },
  });
  expect(argumentsOf(configuration, CHECK, "traffic-at-dr")).toEqual({
    ...calculated,
    invert_healthcheck: true,
    tags: { Name: "payments-traffic-at-dr-dr-dev" },
  });
});

const outputs = configuration.output as Readonly<Record<string, { value: string }>>;

/** The whole story of the switch, without an emergency. */
const USUAL: readonly { when: string; traffic: Minutes; expected: "PRIMARY" | "SECONDARY" }[] = [
  { when: "never published", traffic: [undefined, undefined], expected: "PRIMARY" },
  { when: "0", traffic: [0], expected: "PRIMARY" },
  { when: "missing after 0", traffic: [0, undefined, undefined], expected: "PRIMARY" },
  { when: "1", traffic: [0, 1], expected: "SECONDARY" },
  { when: "missing after 1", traffic: [0, 1, undefined, undefined], expected: "SECONDARY" },
  { when: "1 as the first value ever", traffic: [undefined, 1], expected: "SECONDARY" },
  { when: "0 again", traffic: [1, undefined, 0], expected: "PRIMARY" },
  { when: "missing after 0 again", traffic: [1, 0, undefined], expected: "PRIMARY" },
];

// Both readings of what an inverted check is that has never had data: the table must hold under either.
describe.each<{ reading: Reading }>([
  { reading: "default before inversion" },
  { reading: "default after inversion" },
])("the truth table, $reading", ({ reading }) => {
  const model = new Route53Model(configuration, reading);
  const primary = model.checkOf(outputs.PrimaryCheck?.value ?? "");
  const dr = model.checkOf(outputs.DrCheck?.value ?? "");

  function expectAnswer(traffic: Minutes, emergency: Minutes, expected: "PRIMARY" | "SECONDARY"): void {
    const metrics = { TrafficAtDr: traffic, EmergencyAtPrimary: emergency };
    const healthy = [model.isHealthy(primary, metrics), model.isHealthy(dr, metrics)] as const;
    expect(healthy).toEqual([expected === "PRIMARY", expected === "SECONDARY"]);
    expect(answered(...healthy)).toBe(expected);
  }

  describe.each<{ emergency: string; minutes: Minutes }>([
    { emergency: "never published: the primary region may be lost", minutes: [] },
    { emergency: "0", minutes: [0, 0, 0] },
    { emergency: "missing after 0", minutes: [0, undefined, undefined, undefined] },
    { emergency: "0 again, three minutes after an emergency", minutes: [1, 0, 0, 0] },
    { emergency: "missing for three minutes in an emergency", minutes: [1, undefined, undefined, undefined] },
  ])("EmergencyAtPrimary $emergency", ({ minutes }) => {
    test.each(USUAL)("TrafficAtDr $when: $expected", ({ traffic, expected }) => {
      expectAnswer(traffic, minutes, expected);
    });
  });

  describe.each<{ emergency: string; minutes: Minutes }>([
    { emergency: "1", minutes: [0, 0, 0, 1] },
    { emergency: "1 as the first value ever", minutes: [1] },
    { emergency: "1, and a late minute", minutes: [0, 1, undefined] },
    { emergency: "0 a moment ago", minutes: [1, 0, 0] },
  ])("EmergencyAtPrimary $emergency", ({ minutes }) => {
    test.each(USUAL)("TrafficAtDr $when: PRIMARY", ({ traffic }) => {
      expectAnswer(traffic, minutes, "PRIMARY");
    });
  });

  // Each of the two sites' checks is calculated by itself, so one may come a minute later than the other.
  test.each<{ when: string; traffic: Minutes; emergency: Minutes }>([
    { when: "traffic goes to the DR site", traffic: [0, 1], emergency: [0, 0] },
    { when: "traffic comes back", traffic: [1, 0], emergency: [0, 0] },
    { when: "an emergency begins", traffic: [1, undefined], emergency: [0, 1] },
    { when: "an emergency ends, badly", traffic: [1, 1, 1, 1], emergency: [1, 0, 0, 0] },
  ])("PRIMARY is answered while one check lags: $when", ({ traffic, emergency }) => {
    const now = { TrafficAtDr: traffic, EmergencyAtPrimary: emergency };
    const before = { TrafficAtDr: traffic.slice(0, -1), EmergencyAtPrimary: emergency.slice(0, -1) };
    const drLags = [model.isHealthy(primary, now), model.isHealthy(dr, before)] as const;
    const primaryLags = [model.isHealthy(primary, before), model.isHealthy(dr, now)] as const;
    expect([drLags[0] === drLags[1], primaryLags[0] === primaryLags[1]]).toEqual([true, true]);
    expect([answered(...drLags), answered(...primaryLags)]).toEqual(["PRIMARY", "PRIMARY"]);
  });
});

test("the switch can't stand in the primary region, nor the emergency check in the DR region", () => {
  const props = { topicArn: TOPICS.dr, emergencyCheckId: "check" };
  expect(() => new TrafficSwitch(regionalStack(), "switch", props)).toThrow(
    "the switch must outlive the primary region",
  );
  expect(() => new EmergencyCheck(regionalStack({ site: "dr" }), "emergency", props)).toThrow(
    "the emergency check must outlive the DR region",
  );
});
