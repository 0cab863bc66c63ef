import { ACCOUNT } from "../support/stack";
import type { Mistake } from "./mistake";

/** Mistakes that come out only against what the account holds, or when every value is known. */
export const LATE_MISTAKES: readonly Mistake[] = [
  {
    what: "credentials of another account",
    site: "dr",
    make: (stack) => Object.assign(stack.providers[0] ?? {}, { allowed_account_ids: ["999999999999"] }),
    stage: "plan",
    message: "allowed are 999999999999",
  },
  {
    what: "a parameter of the contract that the primary stack doesn't publish",
    site: "dr",
    make: (stack) =>
      (stack.data("aws_ssm_parameter", "data-key-arn").name = "/standby/payments/dev/primary/data-key"),
    stage: "plan",
    message:
      "reading SSM Parameter (/standby/payments/dev/primary/data-key): couldn't find resource in us-east-2",
  },
  {
    what: "the id of a network that is gone",
    site: "primary",
    make: (stack) => (stack.resource("aws_security_group").vpc_id = "vpc-0123456789abcdef0"),
    stage: "plan",
    message: '"vpc-0123456789abcdef0" names no aws_vpc',
  },
  {
    what: "the id of a subnet that is gone",
    site: "dr",
    make: (stack) => (stack.resource("aws_nat_gateway").subnet_id = "subnet-0123456789abcdef0"),
    stage: "plan",
    message: '"subnet-0123456789abcdef0" names no aws_subnet',
  },
  {
    what: "a role that nobody makes",
    site: "dr",
    make: (stack) => (stack.resource("aws_iam_role_policy").role = "payments-flow-log-dr-dev"),
    stage: "apply",
    message: '"payments-flow-log-dr-dev" names no aws_iam_role',
  },
  {
    what: "a key that nobody makes",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_cloudwatch_log_group", "flow-logs").kms_key_id =
        `arn:aws:kms:us-east-1:${ACCOUNT}:key/01234567-89ab-4cde-8f01-23456789abcd`),
    stage: "apply",
    message: "names no aws_kms_key",
  },
  {
    what: "a global database that nobody makes",
    site: "dr",
    make: (stack) => (stack.resource("aws_rds_cluster").global_cluster_identifier = "payments-database-dev"),
    stage: "apply",
    message: '"payments-database-dev" names no aws_rds_global_cluster',
  },
  {
    what: "two instances of one name",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_rds_cluster_instance", "instance-b").identifier = "payments-database-a-dev"),
    stage: "apply",
    message: 'There already is aws_rds_cluster_instance "payments-database-a-dev" in us-east-1',
  },
  {
    what: "a role by the name that the other stack's role has",
    site: "dr",
    make: (stack) => (stack.resource("aws_iam_role", "flow-logs").name = "payments-flow-logs-dev"),
    stage: "apply",
    message: 'There already is aws_iam_role "payments-flow-logs-dev"',
  },
  {
    what: "two managers of one password",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster").manage_master_user_password = true),
    stage: "apply",
    message: "At most one may be given of manage_master_user_password, master_password_wo",
  },
  {
    what: "a route with two targets",
    site: "dr",
    make: (stack) =>
      (stack.resource("aws_route", "public-internet").nat_gateway_id = stack.refer(
        "aws_nat_gateway",
        "",
        "id",
      )),
    stage: "apply",
    message: "At most one may be given of gateway_id, nat_gateway_id",
  },
  {
    what: "a write-only password without its version",
    site: "primary",
    make: (stack) => delete stack.resource("aws_rds_cluster").master_password_wo_version,
    stage: "apply",
    message: "master_password_wo needs master_password_wo_version",
  },
];
