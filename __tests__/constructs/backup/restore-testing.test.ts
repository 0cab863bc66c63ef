import { BackupPlan } from "../../../src/constructs/backup/backup-plan";
import { RestoreTesting, type RestoreTestingProps } from "../../../src/constructs/backup/restore-testing";
import { backupSettings, restoreTestingSettings } from "../../../src/constructs/backup/settings";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { FILE_SYSTEM_ARN, KEY } from "../file-system/synthesize-file-system";

function synthesize(given: unknown = {}) {
  return synthesizeStack(
    (stack) => {
      const plan = new BackupPlan(stack, "backups", {
        settings: backupSettings.parse({}),
        resourceArns: [FILE_SYSTEM_ARN],
        keyArn: KEY,
      });
      new RestoreTesting(stack, "restore-testing", {
        settings: restoreTestingSettings.parse(given),
        vaultArn: plan.vault.arn,
        fileSystemArn: FILE_SYSTEM_ARN,
        keyArn: KEY,
        role: plan.role,
      });
    },
    { site: "dr" },
  );
}

describe("the tests that restore backups", () => {
  const configuration = synthesize();
  const plan = blockOf(configuration, "aws_backup_restore_testing_plan");

  test("take the latest backup of the site's own vault, each week", () => {
    expect(plan.block).toEqual({
      name: "payments_restore_test_dr_dev",
      schedule_expression: "cron(0 9 ? * SUN *)",
      schedule_expression_timezone: "Etc/UTC",
      start_window_hours: 8,
      recovery_point_selection: [
        {
          algorithm: "LATEST_WITHIN_WINDOW",
          include_vaults: [reference(blockOf(configuration, "aws_backup_vault"), "arn")],
          recovery_point_types: ["SNAPSHOT"],
          selection_window_days: 7,
        },
      ],
    });
  });

  test("restore the system's own files with its key, in the role that may, and leave them for an hour", () => {
    expect(argumentsOf(configuration, "aws_backup_restore_testing_selection")).toEqual({
      name: "files",
      restore_testing_plan_name: reference(plan, "name"),
      protected_resource_type: "EFS",
      protected_resource_arns: [FILE_SYSTEM_ARN],
      iam_role_arn: reference(blockOf(configuration, "aws_iam_role"), "arn"),
      validation_window_hours: 1,
      restore_metadata_overrides: { kmsKeyId: KEY },
      depends_on: blocksOf(configuration, "aws_iam_role_policy_attachment").map(({ address }) => address),
    });
  });

  test("run when the environment says", () => {
    const { schedule_expression } = argumentsOf(
      synthesize({ schedule: "cron(0 3 1 * ? *)" }),
      "aws_backup_restore_testing_plan",
    );
    expect(schedule_expression).toBe("cron(0 3 1 * ? *)");
  });
});

describe("the tests that restore a database", () => {
  const database = {
    clusterArn: "arn:aws:rds:us-east-1:111122223333:cluster:payments-database-dev",
    subnetGroupName: "payments-subnets-dev",
    parameterGroupName: "payments-parameters-dev",
    securityGroupId: "sg-database",
  };
  const restoring = (props: Partial<RestoreTestingProps>) =>
    synthesizeStack((stack) => {
      const plan = new BackupPlan(stack, "backups", {
        settings: backupSettings.parse({}),
        resourceArns: [database.clusterArn],
        keyArn: KEY,
      });
      const testing = new RestoreTesting(stack, "restore-testing", {
        settings: restoreTestingSettings.parse({}),
        vaultArn: plan.vault.arn,
        keyArn: KEY,
        role: plan.role,
        ...props,
      });
      expect(testing.planName).toBe("payments_restore_test_dev");
    });

  test("restore it beside the live one, where the same may reach it, and leave it for its validation", () => {
    const configuration = restoring({ database });
    expect(argumentsOf(configuration, "aws_backup_restore_testing_selection")).toMatchObject({
      name: "database",
      protected_resource_type: "Aurora",
      protected_resource_arns: [database.clusterArn],
      validation_window_hours: 3,
      restore_metadata_overrides: {
        kmsKeyId: KEY,
        dbSubnetGroupName: "payments-subnets-dev",
        dbClusterParameterGroupName: "payments-parameters-dev",
        vpcSecurityGroupIds: '["sg-database"]',
      },
    });
  });

  test("may restore files as well, in the same plan", () => {
    const selections = blocksOf(
      restoring({ database, fileSystemArn: FILE_SYSTEM_ARN }),
      "aws_backup_restore_testing_selection",
    );
    expect(selections.map(({ block }) => [block.name, block.validation_window_hours])).toEqual([
      ["database", 3],
      ["files", 1],
    ]);
  });

  test("are refused where they restore nothing", () => {
    expect(() => restoring({})).toThrow("restore-testing: name a file system or a database to restore");
  });
});
