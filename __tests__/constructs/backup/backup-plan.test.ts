import { BackupCopies } from "../../../src/constructs/backup/backup-copies";
import { BackupPlan, type BackupPlanProps } from "../../../src/constructs/backup/backup-plan";
import {
  backupCopySettings,
  backupSettings,
  backupSettingsWith,
  restoreTestingSettings,
} from "../../../src/constructs/backup/settings";
import { explainsOtherRegion } from "../../../src/policy/other-region";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { FILE_SYSTEM_ARN, KEY } from "../file-system/synthesize-file-system";

function synthesize(given: unknown = {}, placement: Placement = {}, props: Partial<BackupPlanProps> = {}) {
  return synthesizeStack((stack) => {
    new BackupPlan(stack, "backup", {
      settings: backupSettings.parse(given),
      resourceArns: [FILE_SYSTEM_ARN],
      keyArn: KEY,
      ...props,
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

describe("the backups of a site that are copied", () => {
  const vaultArn = "arn:aws:backup:us-east-1:111122223333:backup-vault:payments-backup-copies-dev";
  const given = backupSettingsWith({ completionWindowMinutes: 120 }).parse({});
  const props = {
    planThing: "efs-backup",
    ruleName: "DailyBackup",
    copyTo: { vaultArn, deleteAfterDays: 14 },
  };

  test("are made by a rule of the asked name within two hours, and kept elsewhere for a time of its own", () => {
    expect(argumentsOf(synthesize(given, { site: "dr" }, props), "aws_backup_plan")).toMatchObject({
      name: "payments-efs-backup-dr-dev",
      rule: [
        {
          rule_name: "DailyBackup",
          schedule: "cron(0 5 * * ? *)",
          start_window: 60,
          completion_window: 120,
          lifecycle: { delete_after: 7 },
          copy_action: [{ destination_vault_arn: vaultArn, lifecycle: { delete_after: 14 } }],
        },
      ],
    });
  });

  test("leave vault and role under the names by which a failover finds them", () => {
    const configuration = synthesize(given, {}, props);
    expect(argumentsOf(configuration, "aws_backup_vault").name).toBe("payments-backup-dev");
    expect(argumentsOf(configuration, "aws_iam_role").name).toBe("payments-backup-dev");
  });

  test("wait for the vault where the same stack makes it", () => {
    const made = synthesizeStack((stack) => {
      const copies = new BackupCopies(new AliasedScope(stack, "dr-region", "dr"), "copies", {
        settings: backupCopySettings.parse({}),
        keyArn: KEY,
      });
      new BackupPlan(stack, "backup", {
        settings: given,
        resourceArns: [FILE_SYSTEM_ARN],
        keyArn: KEY,
        copyTo: { vaultArn: copies.vaultArn, deleteAfterDays: 7, dependsOn: [copies.vault] },
      });
    });
    const { address } = blockOf(made, "aws_backup_vault", "copies");
    expect(argumentsOf(made, "aws_backup_plan").depends_on).toEqual([address]);
  });

  test.each([
    { site: "dr", explained: true },
    { site: "primary", explained: false },
  ] as const)("say why they name the other region only in the DR stack: $site", ({ site, explained }) => {
    const stack = regionalStack({ site });
    const plan = { settings: given, resourceArns: [FILE_SYSTEM_ARN], keyArn: KEY };
    new BackupPlan(stack, "backup", { ...plan, ...props });
    // What Testing.synth gives has no comments.
    expect(explainsOtherRegion(argumentsOf(configurationOf(stack), "aws_backup_plan"))).toBe(explained);
  });
});

describe("the settings of copies and restore tests", () => {
  test("may all be left out", () => {
    expect(backupCopySettings.parse(undefined)).toEqual({ deleteAfterDays: 7 });
    expect(restoreTestingSettings.parse(undefined)).toEqual({
      enabled: true,
      schedule: "cron(0 9 ? * SUN *)",
    });
  });

  test("take no other schedule than a cron expression, and no copy of no life", () => {
    expect(restoreTestingSettings.safeParse({ schedule: "rate(7 days)" }).error?.issues).toMatchObject([
      {
        path: ["schedule"],
        message: "must be a cron expression of six fields in UTC, such as cron(0 9 ? * SUN *)",
      },
    ]);
    expect(backupCopySettings.safeParse({ deleteAfterDays: 0 }).success).toBe(false);
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
