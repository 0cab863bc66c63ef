import type { Mistake } from "./mistake";

const WITHOUT_STATEMENT = JSON.stringify({ Version: "2012-10-17" });

/** Mistakes that satisfy the schema: AWS would refuse them, and the mock provider does by its facts. */
export const TABLE_MISTAKES: readonly Mistake[] = [
  {
    what: "an engine by the wrong name",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster_instance", "instance-a").engine = "aurora-postgres"),
    stage: "validate",
    message: '"aurora-postgres" is not allowed; allowed are aurora-mysql',
  },
  {
    what: "a billing mode by the console's name",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").billing_mode = "ON_DEMAND"),
    stage: "validate",
    message: '"ON_DEMAND" is not allowed',
  },
  {
    what: "a type of attribute by its long name",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table").attribute = [{ name: "system", type: "String" }]),
    stage: "validate",
    message: '"String" is not allowed; allowed are S, N, B',
  },
  {
    what: "a deletion window that is too short",
    site: "dr",
    make: (stack) => (stack.resource("aws_kms_key").deletion_window_in_days = 3),
    stage: "validate",
    message: "3 is out of range; allowed are 7 to 30",
  },
  {
    what: "an interval that RDS doesn't measure in",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster_instance", "instance-a").monitoring_interval = 45),
    stage: "validate",
    message: '"45" is not allowed; allowed are 0, 1, 5, 10, 15, 30, 60',
  },
  {
    what: "a retention that Performance Insights doesn't offer",
    site: "dr",
    make: (stack) => (stack.resource("aws_rds_cluster_instance").performance_insights_retention_period = 30),
    stage: "validate",
    message: '"30" is not allowed; allowed are 7, 31, 62',
  },
  {
    what: "a secret that can be restored for too short a time",
    site: "primary",
    make: (stack) => (stack.resource("aws_secretsmanager_secret").recovery_window_in_days = 3),
    stage: "validate",
    message: '"3" is not allowed; allowed are 0, 7, 8',
  },
  {
    what: "an alias for the ARN of a key",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster").kms_key_id = "alias/payments-data-dev"),
    stage: "validate",
    message: '"alias/payments-data-dev" is not an ARN',
  },
  {
    what: "the name of a policy for its ARN",
    site: "dr",
    make: (stack) =>
      (stack.resource("aws_iam_role_policy_attachment").policy_arn = "AmazonRDSEnhancedMonitoringRole"),
    stage: "validate",
    message: '"AmazonRDSEnhancedMonitoringRole" is not an ARN',
  },
  {
    what: "a network without its prefix length",
    site: "primary",
    make: (stack) => (stack.resource("aws_vpc").cidr_block = "10.30.0.0"),
    stage: "validate",
    message: '"10.30.0.0" is not a CIDR block',
  },
  {
    what: "a subnet that starts inside its block",
    site: "dr",
    make: (stack) => (stack.resource("aws_subnet", "data-a").cidr_block = "10.31.129.0/21"),
    stage: "validate",
    message: "did you mean 10.31.128.0/21?",
  },
  {
    what: "a network that is too big",
    site: "dr",
    make: (stack) => (stack.resource("aws_vpc").cidr_block = "10.0.0.0/8"),
    stage: "validate",
    message: "must have a prefix length between 16 and 28",
  },
  {
    what: "an item that is cut off",
    site: "primary",
    make: (stack) => (stack.resource("aws_dynamodb_table_item").item = '{"system":{"S":"payments"}'),
    stage: "validate",
    message: "item: not JSON",
  },
  {
    what: "a policy without a statement",
    site: "primary",
    make: (stack) => (stack.resource("aws_kms_key", "data-key").policy = WITHOUT_STATEMENT),
    stage: "validate",
    message: "policy: needs a Statement",
  },
  {
    what: "a statement with a misspelt effect",
    site: "dr",
    make: (stack) => {
      const policy = stack.resource("aws_iam_role_policy");
      policy.policy = String(policy.policy).replace('"Allow"', '"allow"');
    },
    stage: "validate",
    message: 'needs Effect, "Allow" or "Deny"',
  },
  {
    what: "a trust policy that trusts nobody",
    site: "primary",
    make: (stack) => {
      const role = stack.resource("aws_iam_role", "monitoring");
      role.assume_role_policy = String(role.assume_role_policy).replace(/"Principal":\{.*?\},/, "");
    },
    stage: "validate",
    message: "needs a Principal",
  },
  {
    what: "a name that is too long",
    site: "primary",
    make: (stack) =>
      (stack.resource("aws_iam_role", "flow-logs").name = `payments-${"flow-logs-".repeat(6)}dev`),
    stage: "validate",
    message: "allowed are 1 to 64",
  },
  {
    what: "a name with characters that its service forbids",
    site: "dr",
    make: (stack) => (stack.resource("aws_rds_cluster").cluster_identifier = "payments_database_dr_dev"),
    stage: "validate",
    message: '"payments_database_dr_dev" must start with a letter',
  },
  {
    what: "an alias without its prefix",
    site: "dr",
    make: (stack) => (stack.resource("aws_kms_alias").name = "payments-logs-dr-dev"),
    stage: "validate",
    message: 'must start with "alias/"',
  },
  {
    what: "a backup window with a single-digit hour",
    site: "primary",
    make: (stack) => (stack.resource("aws_rds_cluster").preferred_backup_window = "3:00-4:00"),
    stage: "validate",
    message: 'must have the form "hh24:mi-hh24:mi"',
  },
  {
    what: "a name and a prefix for one",
    site: "primary",
    make: (stack) => (stack.resource("aws_iam_role", "monitoring").name_prefix = "payments-"),
    stage: "validate",
    message: "At most one may be given of name, name_prefix",
  },
  {
    what: "a parameter without a value",
    site: "primary",
    make: (stack) => delete stack.resource("aws_ssm_parameter", "active-site").insecure_value,
    stage: "validate",
    message: "Exactly one must be given of insecure_value, value, value_wo",
  },
];
