import { readExpression } from "../iam/expression";
import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";
import { at, listOf } from "./arguments";

/** A resource, and what the stack has beside it. */
type Question = (resource: AddressedBlock, configuration: TerraformConfiguration) => boolean;

/** What a type of resource can log, and how one sees that it does. */
export interface LoggedType {
  /** What must be said to make it log, after the address and a colon. */
  readonly demand: string;
  readonly logs: Question;
}

/**
 * Every type of resource that can log what it does or who reaches it. docs/access-logs.md says where to, how long, and by which
 * construct.
 */
export const LOGGED_TYPES: Readonly<Record<string, LoggedType>> = {
  aws_api_gateway_stage: {
    demand: "access_log_settings must name a log group: nobody would know who called",
    logs: ({ block }) => isSet(at(block, "access_log_settings", "destination_arn")),
  },
  aws_cloudtrail: {
    demand: "the trail must be on, prove that its files are unchanged, and reach a log group",
    logs: ({ block }) =>
      block.enable_logging !== false &&
      block.enable_log_file_validation === true &&
      isSet(block.cloud_watch_logs_group_arn),
  },
  aws_codebuild_project: {
    demand: "logs_config must name a log group of the stack: CodeBuild would make one that nothing ends",
    logs: ({ block }) => isSet(at(block, "logs_config", "cloudwatch_logs", "group_name")),
  },
  aws_db_instance: {
    demand: "enabled_cloudwatch_logs_exports must hold postgresql",
    logs: ({ block }) => listOf(block.enabled_cloudwatch_logs_exports).includes("postgresql"),
  },
  aws_ecs_task_definition: {
    demand: "every container needs a logConfiguration",
    logs: ({ block }) => {
      const containers = containersOf(block.container_definitions);
      return containers.length > 0 && containers.every((one) => isSet(at(one, "logConfiguration")));
    },
  },
  aws_elasticache_replication_group: {
    demand: "log_delivery_configuration must deliver slow-log and engine-log",
    logs: ({ block }) => {
      const types = listOf(block.log_delivery_configuration).map((one) => at(one, "log_type"));
      return ["slow-log", "engine-log"].every((type) => types.includes(type));
    },
  },
  aws_kinesis_firehose_delivery_stream: {
    demand:
      "cloudwatch_logging_options of its destination must be enabled: what can't be delivered would leave no trace",
    logs: ({ block }) =>
      at(block, "extended_s3_configuration", "cloudwatch_logging_options", "enabled") === true,
  },
  aws_lambda_function: {
    demand: "logging_config must name a log group of the stack: Lambda would make one that nothing ends",
    logs: ({ block }) => isSet(at(block, "logging_config", "log_group")),
  },
  aws_lb: {
    demand: "access_logs must be enabled",
    logs: ({ block }) =>
      at(block, "access_logs", "enabled") === true && isSet(at(block, "access_logs", "bucket")),
  },
  aws_rds_cluster: {
    demand: "enabled_cloudwatch_logs_exports must hold postgresql",
    logs: ({ block }) => listOf(block.enabled_cloudwatch_logs_exports).includes("postgresql"),
  },
  aws_s3_bucket: {
    demand: "needs an aws_s3_bucket_logging, unless it is a bucket that others log into",
    logs: (bucket, configuration) =>
      isNamedBy(bucket, configuration, "aws_s3_bucket_logging", "bucket") ||
      isLogBucket(bucket, configuration),
  },
  aws_sfn_state_machine: {
    demand: "logging_configuration must log to a log group, at a level that is not OFF",
    logs: ({ block }) =>
      isSet(at(block, "logging_configuration", "log_destination")) &&
      !["OFF", undefined].includes(at(block, "logging_configuration", "level") as string | undefined),
  },
  aws_vpc: {
    demand: "needs an aws_flow_log",
    logs: (vpc, configuration) => isNamedBy(vpc, configuration, "aws_flow_log", "vpc_id"),
  },
  aws_wafv2_web_acl: {
    demand: "needs an aws_wafv2_web_acl_logging_configuration",
    logs: (acl, configuration) =>
      isNamedBy(acl, configuration, "aws_wafv2_web_acl_logging_configuration", "resource_arn"),
  },
};

/**
 * What holds or moves data and has no log of its own: CloudTrail records who changed it, and what reads it is seen where
 * docs/access-logs.md says.
 */
export const WITHOUT_LOGS: ReadonlySet<string> = new Set([
  "aws_backup_vault",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_efs_file_system",
  "aws_kinesis_stream",
  "aws_kms_key",
  "aws_kms_replica_key",
  "aws_rds_global_cluster",
  "aws_secretsmanager_secret",
  "aws_sns_topic",
  "aws_sqs_queue",
]);

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Whether a resource of the other type names this one, by reference or by its name. */
function isNamedBy(
  { address, block }: AddressedBlock,
  configuration: TerraformConfiguration,
  type: string,
  argument: string,
): boolean {
  return Object.values(configuration.resource?.[type] ?? {}).some((other) => {
    const named = other[argument];
    return typeof named === "string" && (named.startsWith(`\${${address}.`) || named === block.bucket);
  });
}

/** Its own log would be about itself, and each line would make another one. */
function isLogBucket(bucket: AddressedBlock, configuration: TerraformConfiguration): boolean {
  return addressedBlocks(configuration).some(
    ({ type, block }) =>
      type === "aws_s3_bucket_policy" &&
      [bucket.block.bucket, `\${${bucket.address}.bucket}`, `\${${bucket.address}.id}`].includes(
        block.bucket,
      ) &&
      String(block.policy).includes("logging.s3.amazonaws.com"),
  );
}

function containersOf(definitions: unknown): readonly unknown[] {
  const text = String(definitions);
  const [, expression] = /^\$\{jsonencode\(([^]*)\)\}$/.exec(text) ?? [];
  try {
    return listOf(expression === undefined ? JSON.parse(text) : readExpression(expression));
  } catch {
    return [];
  }
}
