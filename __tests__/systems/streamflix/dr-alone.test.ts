import { testDrAlone } from "../dr-alone";
import { smallSites } from "./sites";

const dr = smallSites()[1]!;

describe("the DR site, when London does not answer", () =>
  testDrAlone({
    ...dr,
    system: "streamflix",
    lost: "eu-west-2",
    naming: [
      "aws_db_instance.database",
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
