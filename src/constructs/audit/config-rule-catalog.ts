/** A rule that AWS Config brings along, and what it is told. */
export interface ManagedRule {
  /** As AWS calls it. */
  readonly identifier: string;
  /** What it says of a resource that breaks it, in one sentence without its full stop. */
  readonly summary: string;
  /**
   * The kinds of resources that it reads from what was recorded.
   *
   * @default - none: it asks the services themselves, each day
   */
  readonly resourceTypes?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Whether it holds for what is protected only.
   *
   * @default false
   */
  readonly protectedOnly?: boolean;
  /**
   * Whether it is about the account as a whole: one region asks.
   *
   * @default false
   */
  readonly accountWide?: boolean;
}

/**
 * Rules that fit what the systems are made of. They look at everything of the account in the region, whoever made it.
 *
 * Left out on purpose: S3_BUCKET_LOGGING_ENABLED (a bucket for logs has none), MULTI_REGION_CLOUD_TRAIL_ENABLED (each region
 * has a trail of its own), SECRETSMANAGER_ROTATION_ENABLED_CHECK (administrators and replicas are not on a schedule),
 * IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS (it sees no inline policy, and takes a permissions boundary for a grant; the rule
 * `iam` reads every policy before it is deployed).
 *
 * Source: AWS Config Developer Guide, "List of AWS Config Managed Rules", with each rule's page; resource types by AWS's sample
 * conformance packs (awslabs/aws-config-rules of 2026-04); read 2026-11.
 */
export const MANAGED_RULES = {
  "database-encrypted": {
    identifier: "RDS_STORAGE_ENCRYPTED",
    summary: "A database instance is not encrypted",
    resourceTypes: ["AWS::RDS::DBInstance"],
  },
  "database-deletion-protected": {
    identifier: "RDS_CLUSTER_DELETION_PROTECTION_ENABLED",
    summary: "A database cluster can be deleted",
    resourceTypes: ["AWS::RDS::DBCluster"],
    protectedOnly: true,
  },
  "database-not-public": {
    identifier: "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
    summary: "A database instance has a public address",
    resourceTypes: ["AWS::RDS::DBInstance"],
  },
  "bucket-not-read-by-public": {
    identifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED",
    summary: "The public can read a bucket",
    resourceTypes: ["AWS::S3::Bucket"],
  },
  "bucket-not-written-by-public": {
    identifier: "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
    summary: "The public can write to a bucket",
    resourceTypes: ["AWS::S3::Bucket"],
  },
  "bucket-tls-only": {
    identifier: "S3_BUCKET_SSL_REQUESTS_ONLY",
    summary: "A bucket answers without TLS",
    resourceTypes: ["AWS::S3::Bucket"],
  },
  "security-group-ports": {
    identifier: "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS",
    summary: "A security group lets the internet in on another port than 80 and 443",
    resourceTypes: ["AWS::EC2::SecurityGroup"],
    parameters: { authorizedTcpPorts: "80,443" },
  },
  "default-security-group-closed": {
    identifier: "VPC_DEFAULT_SECURITY_GROUP_CLOSED",
    summary: "The default security group of a VPC lets traffic through",
    resourceTypes: ["AWS::EC2::SecurityGroup"],
  },
  "flow-logs": { identifier: "VPC_FLOW_LOGS_ENABLED", summary: "A VPC has no flow log" },
  "trail-enabled": { identifier: "CLOUD_TRAIL_ENABLED", summary: "No trail records calls" },
  "trail-encrypted": {
    identifier: "CLOUD_TRAIL_ENCRYPTION_ENABLED",
    summary: "A trail is not encrypted with a key of the account",
  },
  "trail-validated": {
    identifier: "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
    summary: "A trail's files have no digests, so nobody sees whether they were changed",
  },
  "key-rotation": {
    identifier: "CMK_BACKING_KEY_ROTATION_ENABLED",
    summary: "A key is not rotated each year",
  },
  "secret-own-key": {
    identifier: "SECRETSMANAGER_USING_CMK",
    summary: "A secret is not encrypted with a key of the account",
    resourceTypes: ["AWS::SecretsManager::Secret"],
  },
  "secret-rotated": {
    identifier: "SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK",
    summary: "A secret was not rotated when it should have been",
    resourceTypes: ["AWS::SecretsManager::Secret"],
  },
  "file-system-encrypted": { identifier: "EFS_ENCRYPTED_CHECK", summary: "A file system is not encrypted" },
  "table-recoverable": {
    identifier: "DYNAMODB_PITR_ENABLED",
    summary: "A table can't be restored to a point in time",
    resourceTypes: ["AWS::DynamoDB::Table"],
  },
  "stream-encrypted": {
    identifier: "KINESIS_STREAM_ENCRYPTED",
    summary: "A data stream is not encrypted",
    resourceTypes: ["AWS::Kinesis::Stream"],
  },
  "topic-encrypted": {
    identifier: "SNS_ENCRYPTED_KMS",
    summary: "A topic is not encrypted",
    resourceTypes: ["AWS::SNS::Topic"],
  },
  "recovery-point-encrypted": {
    identifier: "BACKUP_RECOVERY_POINT_ENCRYPTED",
    summary: "A recovery point is not encrypted",
    resourceTypes: ["AWS::Backup::RecoveryPoint"],
  },
  "container-not-privileged": {
    identifier: "ECS_CONTAINERS_NONPRIVILEGED",
    summary: "A task definition has a privileged container",
    resourceTypes: ["AWS::ECS::TaskDefinition"],
  },
  "function-not-public": {
    identifier: "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED",
    summary: "Anybody may call a function",
    resourceTypes: ["AWS::Lambda::Function"],
  },
  "api-has-firewall": {
    identifier: "API_GW_ASSOCIATED_WITH_WAF",
    summary: "A stage of an API has no web ACL",
    resourceTypes: ["AWS::ApiGateway::Stage"],
  },
  "threat-detection": { identifier: "GUARDDUTY_ENABLED_CENTRALIZED", summary: "GuardDuty is off" },
  "root-mfa": {
    identifier: "ROOT_ACCOUNT_MFA_ENABLED",
    summary: "The root user signs in without MFA",
    accountWide: true,
  },
  "root-no-access-key": {
    identifier: "IAM_ROOT_ACCESS_KEY_CHECK",
    summary: "The root user has an access key",
    accountWide: true,
  },
} as const satisfies Readonly<Record<string, ManagedRule>>;

/** The name of a rule, within the names of a site. */
export type ManagedRuleName = keyof typeof MANAGED_RULES;

/** Every name, in the catalog's order. */
export const MANAGED_RULE_NAMES = Object.keys(MANAGED_RULES) as [ManagedRuleName, ...ManagedRuleName[]];
