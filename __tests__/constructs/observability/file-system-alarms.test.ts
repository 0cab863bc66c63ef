import type { Site } from "../../../src/config/site";
import { BackupAlarms } from "../../../src/constructs/observability/alarms/backup-alarms";
import { BackupEvents } from "../../../src/constructs/observability/alarms/backup-events";
import { FileSystemAlarms } from "../../../src/constructs/observability/alarms/file-system-alarms";
import { FileSystemDashboard } from "../../../src/constructs/observability/dashboards/file-system-dashboard";
import { argumentsOf, blockOf, reference, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const OWN = "fs-0123456789abcdef0";
const COPY = "fs-0fedcba9876543210";
const ALARM = "aws_cloudwatch_metric_alarm";

function synthesize(site: Site = "primary", recoveryPointMinutes = 15) {
  return synthesizeStack(
    (stack) => {
      const topic = alertTopic(stack);
      const vaultName = stack.physicalName("backup", "backupVault");
      const fileSystemIds = { fileSystemId: OWN, copyFileSystemId: COPY };
      const alarms = new FileSystemAlarms(stack, "files", {
        topic,
        thing: "file-system",
        ...fileSystemIds,
        recoveryPointMinutes,
      });
      new BackupAlarms(stack, "backups", { topic, thing: "backup", vaultName });
      new BackupEvents(stack, "backup-events", { topic, thing: "backup", vaultName });
      new FileSystemDashboard(stack, "dashboard", { ...fileSystemIds, vaultName, alarms });
    },
    { site },
  );
}

describe("the alarms of a file system", () => {
  const configuration = synthesize();

  test("ring for the copy in the site that is active, also where it does not say how old it is", () => {
    const topic = reference(blockOf(configuration, "aws_sns_topic"), "arn");
    expect(argumentsOf(configuration, ALARM, "copy-outdated")).toEqual({
      alarm_name: "payments-file-system-copy-outdated-dev",
      alarm_description:
        "critical: The copy of the file system is more than 900 seconds old, or does not say how old. " +
        "Runbook: docs/runbooks/file-system-copy.md",
      metric_query: [
        {
          id: "watched",
          expression: "IF(FILL(active, REPEAT), FILL(m, 1800), 0)",
          label: "Since the last sync (s)",
          return_data: true,
        },
        expect.objectContaining({ id: "active", return_data: false }),
        {
          id: "m",
          metric: {
            namespace: "AWS/EFS",
            metric_name: "TimeSinceLastSync",
            dimensions: { FileSystemId: OWN, DestinationFileSystemId: COPY },
            period: 60,
            stat: "Maximum",
          },
          return_data: false,
        },
      ],
      comparison_operator: "GreaterThanThreshold",
      threshold: 900,
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
      treat_missing_data: "breaching",
      alarm_actions: [topic],
      ok_actions: [topic],
    });
  });

  test("take the recovery point from the system's objectives, and count a silent copy as older than it", () => {
    const { threshold, metric_query } = argumentsOf(synthesize("dr", 60), ALARM, "copy-outdated");
    expect(threshold).toBe(3600);
    expect(metric_query).toContainEqual(
      expect.objectContaining({ expression: "IF(FILL(active, REPEAT), FILL(m, 7200), 0)" }),
    );
  });

  test("warn above 80 % of the I/O limit", () => {
    expect(argumentsOf(configuration, ALARM, "io-limit")).toMatchObject({
      namespace: "AWS/EFS",
      metric_name: "PercentIOLimit",
      dimensions: { FileSystemId: OWN },
      statistic: "Maximum",
      threshold: 80,
    });
  });
});

describe("the notifications about backups", () => {
  const configuration = synthesize("dr");

  test("speak up after two days without a backup of the file system", () => {
    expect(argumentsOf(configuration, ALARM, "missing")).toMatchObject({
      metric_name: "NumberOfBackupJobsCompleted",
      dimensions: { BackupVaultName: "payments-backup-dr-dev", ResourceType: "EFS" },
      statistic: "Sum",
      period: 86_400,
      evaluation_periods: 2,
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });

  test("tell of each backup into the vault that failed", () => {
    const { event_pattern } = argumentsOf(configuration, "aws_cloudwatch_event_rule");
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change"],
      detail: { backupVaultName: ["payments-backup-dr-dev"], state: ["ABORTED", "EXPIRED", "FAILED"] },
    });
  });
});

test("the dashboard of a file system shows clients, reading, the I/O limit and the copy", () => {
  const { dashboard_body } = argumentsOf(synthesize(), "aws_cloudwatch_dashboard");
  const { widgets } = JSON.parse(String(dashboard_body)) as {
    widgets: { properties: { metrics?: [string, string][] } }[];
  };
  const shown = widgets.flatMap(({ properties }) => (properties.metrics ?? []).map(([, name]) => name));
  expect(shown.sort()).toEqual([
    "ClientConnections",
    "DataReadIOBytes",
    "DataWriteIOBytes",
    "NumberOfBackupJobsCompleted",
    "PercentIOLimit",
    "TimeSinceLastSync",
  ]);
});
