import {
  PostgresAlarms,
  type PostgresAlarmsProps,
} from "../../../src/constructs/observability/alarms/postgres-alarms";
import { PostgresEvents } from "../../../src/constructs/observability/alarms/postgres-events";
import { PostgresDashboard } from "../../../src/constructs/observability/dashboards/postgres-dashboard";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const IDENTIFIER = "payments-rds-dr-dev";
const settings = { instanceClass: "db.t3.medium", allocatedStorageGb: 100, maximumConnections: 400 };

function synthesize(given: Partial<PostgresAlarmsProps> = {}) {
  return synthesizeStack(
    (stack) => {
      const alarms = new PostgresAlarms(stack, "alarms", {
        topic: alertTopic(stack),
        thing: "database",
        instanceIdentifier: IDENTIFIER,
        settings,
        writtenAlways: true,
        ...given,
      });
      new PostgresDashboard(stack, "dashboard", { instanceIdentifier: IDENTIFIER, alarms });
    },
    { site: "dr" },
  );
}

type Configuration = ReturnType<typeof synthesize>;

const alarm = (configuration: Configuration, name: string) =>
  argumentsOf(configuration, "aws_cloudwatch_metric_alarm", `alarms_${name}_`);

const namesOf = (configuration: Configuration) =>
  blocksOf(configuration, "aws_cloudwatch_metric_alarm").map(({ block }) => block.alarm_name);

describe("the alarms of an RDS for PostgreSQL instance", () => {
  const configuration = synthesize();

  test("ring at a lag of five minutes, and where a site that stands by reports none", () => {
    const topic = reference(blockOf(configuration, "aws_sns_topic"), "arn");
    expect(alarm(configuration, "lag-critical")).toEqual({
      alarm_name: "payments-database-lag-critical-dr-dev",
      alarm_description:
        "critical: The replica is more than 300 seconds behind, or does not say how far. " +
        "Runbook: docs/runbooks/replica-lag.md",
      metric_query: expect.arrayContaining([
        expect.objectContaining({ expression: "IF(FILL(active, REPEAT), 0, FILL(m, 600))" }),
        expect.objectContaining({
          id: "m",
          metric: {
            namespace: "AWS/RDS",
            metric_name: "ReplicaLag",
            dimensions: { DBInstanceIdentifier: IDENTIFIER },
            period: 60,
            stat: "Maximum",
          },
        }),
      ]) as unknown,
      comparison_operator: "GreaterThanThreshold",
      threshold: 300,
      // The lag of an idle source is above the threshold in one report of five at most.
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
      treat_missing_data: "breaching",
      alarm_actions: [topic],
      ok_actions: [topic],
    });
  });

  test.each<[string, string, object]>([
    ["silent", "critical", { metric_name: "CPUUtilization", statistic: "SampleCount", threshold: 1 }],
    ["cpu", "critical", { metric_name: "CPUUtilization", threshold: 80 }],
    ["connections", "warning", { metric_name: "DatabaseConnections", threshold: 320 }],
    ["storage", "warning", { metric_name: "FreeStorageSpace", threshold: 5 * 2 ** 30 }],
    ["memory", "warning", { metric_name: "FreeableMemory", threshold: Math.round(0.4 * 2 ** 30) }],
    ["cpu-credits", "warning", { metric_name: "CPUCreditBalance", threshold: 12, period: 300 }],
    ["replication-slot", "warning", { metric_name: "OldestReplicationSlotLag", threshold: 10 * 2 ** 30 }],
    ["transaction-ids", "warning", { metric_name: "MaximumUsedTransactionIDs" }],
  ])("watch %s: %s", (name, severity, expected) => {
    const { alarm_description, ...watched } = alarm(configuration, name);
    expect(alarm_description).toMatch(new RegExp(`^${severity}: `));
    expect(watched).toMatchObject({
      namespace: "AWS/RDS",
      dimensions: { DBInstanceIdentifier: IDENTIFIER },
      ...expected,
    });
  });

  test("warn of 30 seconds where something always writes", () => {
    expect(alarm(configuration, "lag-warning")).toMatchObject({
      metric_name: "ReplicaLag",
      statistic: "Minimum",
      threshold: 30,
      period: 60,
      evaluation_periods: 5,
    });
  });

  test("leave the credits and the memory out where a class has none, or does not tell", () => {
    const names = namesOf(synthesize({ settings: { ...settings, instanceClass: "db.z1d.large" } }));
    expect(names).toContain("payments-database-cpu-dr-dev");
    expect(names).not.toContain("payments-database-memory-dr-dev");
    expect(names).not.toContain("payments-database-cpu-credits-dr-dev");
  });
});

describe("the warning of an idle source", () => {
  const { threshold, period, evaluation_periods, statistic } = alarm(
    synthesize({ writtenAlways: false }),
    "lag-warning",
  ) as Record<string, number> & { statistic: string };
  const reports = (lagAt: (second: number) => number, offset: number) =>
    Array.from({ length: 60 }, (_, minute) => lagAt(minute * 60 + offset));
  /** Whether the alarm rings at any time within an hour of reports. */
  const rings = (lags: readonly number[]) => {
    const inPeriod = Number(period) / 60;
    const lowest = Array.from({ length: lags.length / inPeriod }, (_, index) =>
      Math.min(...lags.slice(index * inPeriod, (index + 1) * inPeriod)),
    );
    return lowest.some((_, index) => {
      const window = lowest.slice(index, index + Number(evaluation_periods));
      return window.length === Number(evaluation_periods) && window.every((lag) => lag > Number(threshold));
    });
  };

  test.each([0, 15, 30, 59])(
    "stays quiet while the lag falls back every five minutes (offset %d s)",
    (offset) => {
      expect(statistic).toBe("Minimum");
      expect(rings(reports((second) => second % 300, offset))).toBe(false);
    },
  );

  test("rings when the lag climbs and does not fall back", () => {
    expect(rings(reports((second) => second, 0))).toBe(true);
  });
});

describe("the dashboard", () => {
  test("shows CPU, connections, lag and storage of the instance", () => {
    const { dashboard_body } = argumentsOf(synthesize(), "aws_cloudwatch_dashboard");
    const text = String(dashboard_body);
    for (const metric of [
      "CPUUtilization",
      "DatabaseConnections",
      "ReplicaLag",
      "FreeStorageSpace",
      "TransactionLogsDiskUsage",
    ]) {
      expect(text).toContain(metric);
    }
    expect(text).toContain(`DBInstanceIdentifier`);
    expect(text).toContain(IDENTIFIER);
  });

  test("shows credits of burstable classes only", () => {
    const large = synthesize({ settings: { ...settings, instanceClass: "db.m6g.large" } });
    const bodyOf = (configuration: Configuration) =>
      String(argumentsOf(configuration, "aws_cloudwatch_dashboard").dashboard_body);
    expect(bodyOf(synthesize())).toContain("CPUCreditBalance");
    expect(bodyOf(large)).not.toContain("CPUCreditBalance");
  });
});

test("news of the instance reach people, and none of another instance", () => {
  const configuration = synthesizeStack(
    (stack) =>
      void new PostgresEvents(stack, "events", {
        topic: alertTopic(stack),
        thing: "database",
        instanceIdentifier: IDENTIFIER,
      }),
  );
  const pattern = JSON.parse(
    String(argumentsOf(configuration, "aws_cloudwatch_event_rule").event_pattern),
  ) as {
    detail: { SourceIdentifier: string[]; EventID: string[] };
  };
  expect(pattern).toMatchObject({ source: ["aws.rds"], "detail-type": ["RDS DB Instance Event"] });
  expect(pattern.detail.SourceIdentifier).toEqual([IDENTIFIER]);
  expect(pattern.detail.EventID).toEqual(expect.arrayContaining(["RDS-EVENT-0049", "RDS-EVENT-0057"]));
  // Each growth of the storage begins with it.
  expect(pattern.detail.EventID).not.toContain("RDS-EVENT-0089");
});
