import { BackupPlan } from "../../../src/constructs/backup/backup-plan";
import { backupSettings } from "../../../src/constructs/backup/settings";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  synthesizeStack,
  type Placement,
} from "../../support/synthesis";
import { FILE_SYSTEM_ARN, KEY } from "../file-system/synthesize-file-system";

function synthesize(given: unknown = {}, placement: Placement = {}) {
  return synthesizeStack((stack) => {
    new BackupPlan(stack, "backup", {
      settings: backupSettings.parse(given),
      resourceArns: [FILE_SYSTEM_ARN],
      keyArn: KEY,
    });
  }, placement);
}

describe("the backups of a site", () => {
  const configuration = synthesize({}, { site: "dr" });

  test("are made daily and kept for a week, never cold", () => {
    expect(argumentsOf(configuration, "aws_backup_plan")).toEqual({
      name: "payments-backup-dr-dev",
      rule: [
        {
          rule_name: "daily",
          target_vault_name: reference(blockOf(configuration, "aws_backup_vault"), "name"),
          schedule: "cron(0 5 * * ? *)",
          start_window: 60,
          completion_window: 10_080,
          lifecycle: { delete_after: 7 },
        },
      ],
    });
  });

  test("are made of what is named, by a role that has its rights by then", () => {
    expect(argumentsOf(configuration, "aws_backup_selection")).toEqual({
      name: "resources",
      plan_id: reference(blockOf(configuration, "aws_backup_plan"), "id"),
      iam_role_arn: reference(blockOf(configuration, "aws_iam_role"), "arn"),
      resources: [FILE_SYSTEM_ARN],
      depends_on: blocksOf(configuration, "aws_iam_role_policy_attachment").map(({ address }) => address),
    });
    expect(JSON.parse(String(argumentsOf(configuration, "aws_iam_role").assume_role_policy))).toMatchObject({
      Statement: [
        {
          Principal: { Service: ["backup.amazonaws.com"] },
          Condition: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
        },
      ],
    });
  });

  test("can be restored in the same role, without a change in IAM", () => {
    const policies = blocksOf(configuration, "aws_iam_role_policy_attachment").map(
      ({ block }) => block.policy_arn,
    );
    expect(policies).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    ]);
  });

  test("lie in an encrypted vault, which takes them with it where everything must go", () => {
    const vault = { name: "payments-backup-dr-dev", kms_key_arn: KEY, force_destroy: true };
    expect(argumentsOf(configuration, "aws_backup_vault")).toEqual(vault);
    const kept = synthesize({}, { environment: protectedEnvironment() });
    expect(argumentsOf(kept, "aws_backup_vault")).toMatchObject({
      name: "payments-backup-prod",
      force_destroy: false,
    });
  });

  test("may be made at another time and go cold", () => {
    const given = {
      schedule: "cron(30 1 ? * SUN *)",
      startWindowMinutes: 120,
      completionWindowMinutes: 180,
      deleteAfterDays: 97,
      coldAfterDays: 7,
    };
    expect(argumentsOf(synthesize(given), "aws_backup_plan").rule).toEqual([
      expect.objectContaining({
        schedule: "cron(30 1 ? * SUN *)",
        start_window: 120,
        completion_window: 180,
        lifecycle: { delete_after: 97, cold_storage_after: 7 },
      }),
    ]);
  });
});

describe("the settings of backups", () => {
  const problems = (given: unknown) =>
    (backupSettings.safeParse(given).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );

  test("may all be left out", () => {
    expect(backupSettings.parse(undefined)).toEqual({
      schedule: "cron(0 5 * * ? *)",
      startWindowMinutes: 60,
      completionWindowMinutes: 10_080,
      deleteAfterDays: 7,
    });
  });

  test("say how long a backup must be kept that goes cold", () => {
    expect(problems({ coldAfterDays: 7 })).toEqual([
      "coldAfterDays: AWS Backup keeps in cold storage for at least 90 days: set deleteAfterDays to 97 or more, or leave coldAfterDays out",
    ]);
    expect(problems({ coldAfterDays: 7, deleteAfterDays: 96 })).toHaveLength(1);
    expect(problems({ coldAfterDays: 7, deleteAfterDays: 97 })).toEqual([]);
  });

  test("leave a backup an hour after the latest start", () => {
    expect(problems({ startWindowMinutes: 120, completionWindowMinutes: 179 })).toEqual([
      expect.stringMatching(/^completionWindowMinutes: must be 180 or more/),
    ]);
    expect(problems({ startWindowMinutes: 59 })).toEqual([expect.stringMatching(/^startWindowMinutes: /)]);
  });

  test.each(["0 5 * * *", "cron(0 5 * * *)", "rate(1 day)"])("take no schedule such as %s", (schedule) => {
    expect(problems({ schedule })).toEqual([
      "schedule: must be a cron expression of six fields in UTC, such as cron(0 5 * * ? *)",
    ]);
  });
});
