import {
  DatabaseAlarms,
  type DatabaseAlarmsProps,
} from "../../../src/constructs/observability/alarms/database-alarms";
import type { Site } from "../../../src/config/site";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

function synthesize(given: Partial<DatabaseAlarmsProps> = {}, site: Site = "dr") {
  return synthesizeStack(
    (stack) => {
      new DatabaseAlarms(stack, "database-alarms", {
        topic: alertTopic(stack),
        thing: "database",
        clusterIdentifier: "payments-database-dr-dev",
        recoveryPointMinutes: 5,
        capacity: { kind: "serverless" },
        ...given,
      });
    },
    { site },
  );
}

function namesOf(configuration: ReturnType<typeof synthesize>) {
  return blocksOf(configuration, "aws_cloudwatch_metric_alarm").map(({ block }) => block.alarm_name);
}

describe("the alarms of a database", () => {
  test("ring at a lag of two minutes, and where a standby site reports no lag", () => {
    const configuration = synthesize();
    const topic = reference(blockOf(configuration, "aws_sns_topic"), "arn");
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm", "lag-critical")).toEqual({
      alarm_name: "payments-database-lag-critical-dr-dev",
      alarm_description:
        "critical: The database's copy is more than 120 seconds behind, or does not say how far. " +
        "Runbook: docs/runbooks/database-replication-lag.md",
      metric_query: expect.arrayContaining([
        expect.objectContaining({ expression: "IF(FILL(active, REPEAT), 0, FILL(m, 240000))" }),
      ]) as unknown,
      comparison_operator: "GreaterThanThreshold",
      threshold: 120_000,
      evaluation_periods: 3,
      datapoints_to_alarm: 2,
      treat_missing_data: "breaching",
      alarm_actions: [topic],
      ok_actions: [topic],
    });
  });

  test.each([
    ["lag-warning", "warning", 60_000],
    ["recovery-point-broken", "critical", 300_000],
  ])("watch the lag: %s is %s, at %d ms", (name, severity, threshold) => {
    const { alarm_description, ...alarm } = argumentsOf(synthesize(), "aws_cloudwatch_metric_alarm", name);
    expect(alarm_description).toMatch(new RegExp(`^${severity}: `));
    expect(alarm).toMatchObject({ metric_name: "AuroraGlobalDBRPOLag", threshold });
  });

  test("watch a target of the lag where there is one, most of the time and not each minute", () => {
    const alarm = argumentsOf(
      synthesize({ targetLagMs: 1_000 }),
      "aws_cloudwatch_metric_alarm",
      "lag-above-target",
    );
    expect(alarm).toMatchObject({
      metric_name: "AuroraGlobalDBRPOLag",
      threshold: 1_000,
      evaluation_periods: 15,
      datapoints_to_alarm: 10,
    });
    expect(namesOf(synthesize())).not.toContain("payments-database-lag-above-target-dr-dev");
  });

  test("take the recovery point from the system's objectives", () => {
    const configuration = synthesize({ recoveryPointMinutes: 15 });
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm", "recovery-point-broken").threshold).toBe(
      900_000,
    );
  });

  test("of a serverless cluster watch its capacity", () => {
    expect(namesOf(synthesize()).sort()).toEqual(
      [
        "capacity",
        "lag-critical",
        "lag-warning",
        "recovery-point-broken",
        "silent",
        "slow-commits",
        "transaction-ids",
      ].map((name) => `payments-database-${name}-dr-dev`),
    );
  });

  test("of a serverless cluster watch CPU and memory as well, where they are asked to", () => {
    const configuration = synthesize({
      capacity: { kind: "serverless", lowMemoryBytes: 1_000_000_000, watchesCpu: true },
    });
    const thresholds = ["capacity", "cpu", "memory"].map((name) => {
      const alarm = argumentsOf(configuration, "aws_cloudwatch_metric_alarm", `-alarms_${name}_`);
      return [alarm.metric_name, alarm.statistic, alarm.comparison_operator, alarm.threshold];
    });
    expect(thresholds).toEqual([
      ["ACUUtilization", "Maximum", "GreaterThanThreshold", 90],
      ["CPUUtilization", "Maximum", "GreaterThanThreshold", 90],
      ["FreeableMemory", "Minimum", "LessThanThreshold", 1_000_000_000],
    ]);
  });

  test("of a provisioned cluster watch CPU, memory and connections", () => {
    const configuration = synthesize({
      capacity: { kind: "provisioned", lowMemoryBytes: 2 ** 30, maximumConnections: 1000 },
    });
    const thresholds = ["cpu", "memory", "connections"].map((name) => {
      const alarm = argumentsOf(configuration, "aws_cloudwatch_metric_alarm", `-alarms_${name}_`);
      return [alarm.metric_name, alarm.comparison_operator, alarm.threshold];
    });
    expect(thresholds).toEqual([
      ["CPUUtilization", "GreaterThanThreshold", 90],
      ["FreeableMemory", "LessThanThreshold", 2 ** 30],
      ["DatabaseConnections", "GreaterThanThreshold", 800],
    ]);
    expect(namesOf(configuration)).not.toContain("payments-database-capacity-dr-dev");
  });
});
