import { backupCopiesVaultArn, backupCopiesVaultName } from "../../../src/constructs/backup/backup-copies";
import { BackupCopyAlarms } from "../../../src/constructs/observability/alarms/backup-copy-alarms";
import { BackupCopyEvents } from "../../../src/constructs/observability/alarms/backup-copy-events";
import { RestoreTestEvents } from "../../../src/constructs/observability/alarms/restore-test-events";
import { argumentsOf, synthesizeStack } from "../../support/stack";
import { alertTopic } from "./watched-site";

const PLAN = "arn:aws:backup:us-east-2:111122223333:restore-testing-plan:payments_restore_test_dr_dev-1";

const configuration = synthesizeStack(
  (stack) => {
    const topic = alertTopic(stack);
    const copyVaultName = backupCopiesVaultName(stack, "primary");
    new BackupCopyAlarms(stack, "copies", { topic, thing: "backup-copy", copyVaultName });
    new BackupCopyEvents(stack, "copy-events", {
      topic,
      thing: "backup-copy",
      vaultName: stack.physicalName("backup", "backupVault"),
      copyVaultArn: backupCopiesVaultArn(stack, "primary"),
    });
    new RestoreTestEvents(stack, "test-events", {
      topic,
      thing: "restore-test",
      restoreTestingPlanArn: PLAN,
    });
  },
  { site: "dr" },
);

const patternOf = (part: string): unknown =>
  JSON.parse(String(argumentsOf(configuration, "aws_cloudwatch_event_rule", part).event_pattern));

describe("the notifications about copies of backups", () => {
  test("speak up after 26 hours without a copy into the other region's vault", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_metric_alarm", "copies_missing")).toMatchObject({
      alarm_name: "payments-backup-copy-missing-dr-dev",
      alarm_description:
        "warning: No backup of the file system was copied into the other region for 26 hours. " +
        "Runbook: docs/runbooks/backup-failed.md",
      namespace: "AWS/Backup",
      metric_name: "NumberOfCopyJobsCompleted",
      dimensions: { BackupVaultName: "payments-backup-copies-dev", ResourceType: "EFS" },
      statistic: "Sum",
      period: 3600,
      evaluation_periods: 26,
      datapoints_to_alarm: 26,
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });

  test("tell of each copy that failed, also of half a one", () => {
    expect(patternOf("copy-events")).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Copy Job State Change"],
      detail: {
        destinationBackupVaultArn: [
          "arn:aws:backup:us-east-1:111122223333:backup-vault:payments-backup-copies-dev",
        ],
        state: ["FAILED", "PARTIAL"],
      },
    });
  });
});

test("a restore test that failed is told of, a restore by hand is not", () => {
  expect(patternOf("test-events")).toEqual({
    source: ["aws.backup"],
    "detail-type": ["Restore Job State Change"],
    detail: { restoreTestingPlanArn: [PLAN], status: ["ABORTED", "FAILED"] },
  });
  const { input_transformer } = argumentsOf(configuration, "aws_cloudwatch_event_target", "test-events");
  expect(input_transformer).toMatchObject({
    input_template: expect.stringContaining("docs/runbooks/restore-test-failed.md") as string,
  });
});
