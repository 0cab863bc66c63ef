import { addressedBlocks } from "../../src/terraform/configuration";
import { buildSystem, destroyableEnvironment } from "../support/synthesis";
import { smallGlobalstream, smallMediadb, smallStreamflix } from "./environments";

/** What of every system may name the lost region: to act there, once it answers again, and to say who may. */
const FAILOVER = [
  "aws_iam_role_policy.break-glass_act",
  "aws_iam_role_policy.break-glass_keys",
  "aws_iam_role_policy.break-glass_look",
  // The right to delete a replication is asked for at both of its ends.
  "aws_iam_role_policy.failover_role_calls",
  "aws_iam_role_policy.other-site_function_role_code",
  "aws_lambda_function.other-site_function",
  "aws_sfn_state_machine.failover",
];

describe.each([
  {
    system: "payments",
    environment: destroyableEnvironment(),
    lost: "us-east-1",
    region: "us-east-2",
    // How far that region's replica of the table is behind.
    naming: ["aws_cloudwatch_metric_alarm.idempotency-alarms_replication-late"],
  },
  {
    system: "streamflix",
    environment: smallStreamflix(),
    lost: "eu-west-2",
    region: "us-east-1",
    naming: ["aws_db_instance.database"],
  },
  {
    system: "globalstream",
    environment: smallGlobalstream(),
    lost: "us-east-1",
    region: "us-west-2",
    naming: [
      // Backups are copied there, and missing copies are told.
      "aws_backup_plan.backups",
      "aws_cloudwatch_event_rule.backup-copy-events_notification",
      // How far that region's replica of the table is behind.
      "aws_cloudwatch_metric_alarm.play-counts-alarms_replication-late",
    ],
  },
  {
    system: "mediadb",
    environment: smallMediadb(),
    lost: "eu-central-1",
    region: "eu-west-1",
    naming: [
      // Backups are copied there, and missing copies are told.
      "aws_backup_plan.backups",
      "aws_cloudwatch_event_rule.backup-copy-events_notification",
      // How far that region's replica of the table is behind.
      "aws_cloudwatch_metric_alarm.erasures-alarms_replication-late",
      // Where in the European Union roles may act.
      "aws_iam_policy.residency",
    ],
  },
])("the DR site of $system, when $lost does not answer", ({ system, environment, lost, region, naming }) => {
  const stack = buildSystem(environment).configuration.dr;
  const blocks = addressedBlocks(stack);

  test("names it only where it says what to copy, whom to act on, and who may", () => {
    const found = blocks.filter(({ block }) => JSON.stringify(block).includes(lost));
    expect(found.map(({ address }) => address.replace(/_[0-9A-F]{8}$/, "")).sort()).toEqual(
      [...naming, ...FAILOVER].sort(),
    );
  });

  test("is told all that it needs in its own region", () => {
    const data = blocks.filter(({ mode }) => mode === "data");
    expect(data.length).toBeGreaterThan(4);
    for (const { type, block } of data) {
      expect(type).toBe("aws_ssm_parameter");
      expect(block.name).toMatch(new RegExp(`^/standby/${system}/dev/`));
      expect(block).not.toHaveProperty("provider");
    }
  });

  test("has its state, its locks and its key in its own region", () => {
    expect(stack.terraform?.backend?.s3).toMatchObject({
      region,
      bucket: `${system}-state-dr-111122223333-dev`,
      dynamodb_table: `${system}-state-lock-dr-dev`,
    });
  });

  test("has no provider in use but its own", () => {
    expect(blocks.filter(({ block }) => block.provider !== undefined)).toEqual([]);
  });
});
