import { SITES as BOTH } from "../../../src/config/site";
import { argumentsOf, blockOf, blocksOf, buildSystem, reference } from "../../support/synthesis";
import { smallMediadb } from "../environments";
import { dataKeyOf, smallSites } from "../sites";

/** Seconds in an hour: a machine may wait for a restored database as long as AWS Backup keeps it. */
const HOUR = 3600;

describe.each(smallSites("mediadb"))("the backups of the $site site", ({ end, stack }) => {
  const cluster = reference(blockOf(stack, "aws_rds_cluster"), "arn");

  test("are made of the site's own database and files, by a plan with one rule (MD-BKP-02)", () => {
    const { rule, name } = argumentsOf(stack, "aws_backup_plan");
    expect([name, (rule as { rule_name: string }[]).map(({ rule_name }) => rule_name)]).toEqual([
      `mediadb-backup${end}`,
      ["DailyBackups"],
    ]);
    const selection = argumentsOf(stack, "aws_backup_selection");
    expect(selection.resources).toEqual([cluster, expect.stringContaining("file")]);
    expect(selection.iam_role_arn).toBe(reference(blockOf(stack, "aws_iam_role", "backups_role"), "arn"));
  });

  test("are restored every Sunday, files and database, and deleted again (MD-BKP-03)", () => {
    const plan = argumentsOf(stack, "aws_backup_restore_testing_plan");
    expect(plan.schedule_expression).toBe("cron(0 9 ? * SUN *)");
    const selections = blocksOf(stack, "aws_backup_restore_testing_selection").map(({ block }) => block);
    expect(selections.map(({ protected_resource_type }) => protected_resource_type).sort()).toEqual([
      "Aurora",
      "EFS",
    ]);
    const database = selections.find(({ protected_resource_type }) => protected_resource_type === "Aurora");
    expect(database).toMatchObject({
      protected_resource_arns: [cluster],
      restore_metadata_overrides: {
        kmsKeyId: dataKeyOf(stack),
        dbSubnetGroupName: reference(blockOf(stack, "aws_db_subnet_group"), "name"),
      },
    });
  });

  test("are compared with what the database holds, by a machine that starts when one is restored", () => {
    const rule = argumentsOf(stack, "aws_cloudwatch_event_rule", "restore-validation");
    expect(String(rule.event_pattern)).toContain('"status" = ["COMPLETED"]');
    const machine = blockOf(stack, "aws_sfn_state_machine", "restore-validation");
    expect(argumentsOf(stack, "aws_cloudwatch_event_target", "restore-validation").arn).toBe(
      reference(machine, "arn"),
    );
    const [, seconds] = /"TimeoutSeconds":(\d+)/.exec(String(machine.block.definition)) ?? [];
    const { validation_window_hours: hours } = argumentsOf(
      stack,
      "aws_backup_restore_testing_selection",
      "database",
    );
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(Number(seconds)).toBeLessThan(Number(hours) * HOUR);
  });

  test("are compared from within the network, where the restored database is", () => {
    const comparison = argumentsOf(stack, "aws_lambda_function", "restore-validation");
    expect(comparison.function_name).toBe(`mediadb-validate-restore${end}`);
    expect(comparison.vpc_config).toMatchObject({
      subnet_ids: blocksOf(stack, "aws_subnet")
        .filter(({ address }) => address.includes("private"))
        .map((subnet) => reference(subnet, "id")),
    });
  });

  test.each(["missing", "failed"])("tell by an alarm when one of the database is %s", (what) => {
    const alarms = blocksOf(stack, "aws_cloudwatch_metric_alarm").filter(
      ({ block }) => block.alarm_name === `mediadb-database-backup-${what}${end}`,
    );
    const topic = reference(blockOf(stack, "aws_sns_topic"), "arn");
    expect(alarms.map(({ block }) => block.alarm_actions)).toEqual([[topic]]);
  });
});

test.each([
  ["restoreTesting", []],
  ["restoreValidation", ["EFS"]],
] as const)("without %s less is restored, and nothing is compared", (setting, restored) => {
  const { configuration } = buildSystem(smallMediadb({ [setting]: { enabled: false } }));
  for (const site of BOTH) {
    const stack = configuration[site];
    const types = blocksOf(stack, "aws_backup_restore_testing_selection").map(
      ({ block }) => block.protected_resource_type,
    );
    expect(types).toEqual(restored);
    expect(blocksOf(stack, "aws_sfn_state_machine").map(({ address }) => address)).toEqual([
      "aws_sfn_state_machine.failover",
    ]);
  }
});
