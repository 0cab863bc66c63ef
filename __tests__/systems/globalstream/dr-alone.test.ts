import { testDrAlone } from "../dr-alone";
import { smallSites } from "./sites";

const dr = smallSites()[1]!;

describe("the DR site, when Virginia does not answer", () =>
  testDrAlone({
    ...dr,
    system: "globalstream",
    lost: "us-east-1",
    naming: [
      // Backups are copied there, and missing copies are told.
      "aws_backup_plan.backups",
      "aws_cloudwatch_event_rule.backup-copy-events_notification",
      // How far that region's replica of the table is behind.
      "aws_cloudwatch_metric_alarm.play-counts-alarms_replication-late",
      "aws_iam_role_policy.break-glass_act",
      "aws_iam_role_policy.break-glass_keys",
      "aws_iam_role_policy.break-glass_look",
      // The right to delete a replication is asked for at both of its ends.
      "aws_iam_role_policy.failover_role_calls",
      "aws_iam_role_policy.other-site_function_role_code",
      "aws_lambda_function.other-site_function",
      "aws_sfn_state_machine.failover",
    ],
  }));
