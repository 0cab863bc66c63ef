import type { Reference } from "./model";

/** Resources that others name, by what they are called. `generated` ids are made up by AWS. */
export const VPC: Reference = { to: "aws_vpc aws_default_vpc", by: "id", generated: true };
export const SUBNET: Reference = { to: "aws_subnet aws_default_subnet", by: "id", generated: true };
export const SECURITY_GROUP: Reference = {
  to: "aws_security_group aws_default_security_group aws_vpc",
  by: "id default_security_group_id",
  generated: true,
};
export const ROUTE_TABLE: Reference = {
  to: "aws_route_table aws_default_route_table aws_vpc",
  by: "id main_route_table_id default_route_table_id",
  generated: true,
};
export const INTERNET_GATEWAY: Reference = {
  to: "aws_internet_gateway aws_vpn_gateway",
  by: "id",
  generated: true,
};
export const NAT_GATEWAY: Reference = { to: "aws_nat_gateway", by: "id", generated: true };
export const ELASTIC_IP: Reference = { to: "aws_eip", by: "id allocation_id", generated: true };

export const REST_API: Reference = { to: "aws_api_gateway_rest_api", by: "id", generated: true };
export const API_RESOURCE: Reference = {
  to: "aws_api_gateway_resource aws_api_gateway_rest_api",
  by: "id root_resource_id",
  generated: true,
};
export const API_AUTHORIZER: Reference = { to: "aws_api_gateway_authorizer", by: "id", generated: true };
export const API_VALIDATOR: Reference = {
  to: "aws_api_gateway_request_validator",
  by: "id",
  generated: true,
};

/** A key by ARN, id or alias; the keys that AWS manages (`alias/aws/...`) are always there. */
export const KMS_KEY: Reference = {
  to: "aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_replica_external_key aws_kms_alias",
  by: "arn key_id name",
  except: /(^|:)alias\/aws\//,
};
export const KMS_MULTI_REGION_KEY: Reference = { to: "aws_kms_key", by: "arn", generated: true };

/** A role by ARN; service-linked roles are AWS's own. */
export const ROLE_ARN: Reference = { to: "aws_iam_role", by: "arn", except: /:role\/aws-service-role\// };
export const ROLE_NAME: Reference = { to: "aws_iam_role", by: "name" };
export const IAM_POLICY_ARN: Reference = { to: "aws_iam_policy", by: "arn" };

export const LOG_GROUP_ARN: Reference = { to: "aws_cloudwatch_log_group", by: "arn" };
export const LOG_GROUP_NAME: Reference = { to: "aws_cloudwatch_log_group", by: "name" };

export const BUCKET_NAME: Reference = { to: "aws_s3_bucket", by: "bucket" };
export const BUCKET_ARN: Reference = { to: "aws_s3_bucket", by: "arn" };

export const SECRET: Reference = { to: "aws_secretsmanager_secret", by: "arn id name" };
export const FUNCTION: Reference = {
  to: "aws_lambda_function aws_lambda_alias",
  by: "arn function_name qualified_arn",
};
export const TOPIC_ARN: Reference = { to: "aws_sns_topic", by: "arn" };

export const GLOBAL_CLUSTER: Reference = {
  to: "aws_rds_global_cluster",
  by: "global_cluster_identifier",
  anyRegion: true,
};
export const RDS_CLUSTER: Reference = { to: "aws_rds_cluster", by: "cluster_identifier" };
export const DB_INSTANCE: Reference = { to: "aws_db_instance", by: "identifier arn" };
export const DB_SUBNET_GROUP: Reference = { to: "aws_db_subnet_group", by: "name", except: /^default$/ };
export const CLUSTER_PARAMETER_GROUP: Reference = {
  to: "aws_rds_cluster_parameter_group",
  by: "name",
  except: /^default\./,
};
export const PARAMETER_GROUP: Reference = { to: "aws_db_parameter_group", by: "name", except: /^default\./ };
export const DYNAMODB_TABLE: Reference = { to: "aws_dynamodb_table", by: "name" };

export const FILE_SYSTEM: Reference = { to: "aws_efs_file_system", by: "id arn", generated: true };
export const ACCESS_POINT: Reference = { to: "aws_efs_access_point", by: "id arn", generated: true };

export const CONFIG_RECORDER: Reference = { to: "aws_config_configuration_recorder", by: "name" };
export const DETECTOR: Reference = { to: "aws_guardduty_detector", by: "id", generated: true };

export const BACKUP_VAULT: Reference = { to: "aws_backup_vault", by: "name" };
export const BACKUP_VAULT_ARN: Reference = { to: "aws_backup_vault", by: "arn" };
export const RESTORE_TESTING_PLAN: Reference = { to: "aws_backup_restore_testing_plan", by: "name" };
export const BACKUP_PLAN: Reference = { to: "aws_backup_plan", by: "id", generated: true };

export const ECS_CLUSTER: Reference = { to: "aws_ecs_cluster", by: "arn name", except: /^default$/ };
export const TASK_DEFINITION: Reference = {
  to: "aws_ecs_task_definition",
  by: "arn arn_without_revision family",
};
export const LOAD_BALANCER: Reference = { to: "aws_lb aws_alb", by: "arn", generated: true };
export const TARGET_GROUP: Reference = {
  to: "aws_lb_target_group aws_alb_target_group",
  by: "arn",
  generated: true,
};
export const WEB_ACL: Reference = { to: "aws_wafv2_web_acl", by: "arn", generated: true };
export const CERTIFICATE: Reference = { to: "aws_acm_certificate", by: "arn", generated: true };
export const HEALTH_CHECK: Reference = { to: "aws_route53_health_check", by: "id", generated: true };
/** An alarm by name: a health check of Route 53 names its region beside it. */
export const METRIC_ALARM_NAME: Reference = {
  to: "aws_cloudwatch_metric_alarm",
  by: "alarm_name",
  anyRegion: true,
};
export const QUEUE_ARN: Reference = { to: "aws_sqs_queue", by: "arn" };
export const STREAM_ARN: Reference = { to: "aws_kinesis_stream", by: "arn" };
/** What a rule sends its events to, where that is of a kind whose ARNs the mock knows. */
export const EVENT_TARGET_ARN: Reference = {
  to: "aws_codepipeline aws_lambda_function aws_lambda_alias aws_sfn_state_machine aws_sns_topic aws_sqs_queue",
  by: "arn qualified_arn",
  within: /^(arn:[\w-]+:(?:codepipeline|lambda|sns|sqs|states):\S+)$/g,
};
export const EVENT_RULE: Reference = { to: "aws_cloudwatch_event_rule", by: "name" };

/** The alarms in the rule of a composite alarm: `ALARM("name") OR OK(name)`. */
export const ALARMS_IN_RULE: Reference = {
  to: "aws_cloudwatch_metric_alarm aws_cloudwatch_composite_alarm",
  by: "alarm_name arn",
  within: /\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*["']?([^"')]+?)["']?\s*\)/g,
};
