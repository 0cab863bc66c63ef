import type { FactsTable, ResourceView } from "./model";
import { SUBNET, SECURITY_GROUP, KMS_KEY, LOG_GROUP_NAME, ROLE_ARN, FUNCTION } from "./references";
import { CREATED, textIn } from "./shared";

function functionArn(mapping: ResourceView): string {
  const name = textIn(mapping, "function_name");
  if (name.startsWith("arn:")) return name;
  return `arn:${mapping.partition}:lambda:${mapping.region}:${mapping.account}:function:${name}`;
}

/** Functions. */
export const LAMBDA: FactsTable = {
  aws_lambda_function: {
    filled: "architectures source_code_hash ephemeral_storage.size logging_config.log_group",
    replaces: "function_name package_type",
    defaults: {
      memory_size: 128,
      package_type: "Zip",
      publish: false,
      reserved_concurrent_executions: -1,
      skip_destroy: false,
      timeout: 3,
      "vpc_config.ipv6_allowed_for_dual_stack": false,
    },
    values: {
      architectures: "x86_64 arm64",
      package_type: "Zip Image",
      runtime: `
        nodejs18.x nodejs20.x nodejs22.x nodejs24.x python3.9 python3.10 python3.11 python3.12
        python3.13 python3.14 java8.al2 java11 java17 java21 java25 dotnet6 dotnet8 ruby3.2 ruby3.3
        ruby3.4 provided provided.al2 provided.al2023
      `,
      "logging_config.log_format": "JSON Text",
      "logging_config.system_log_level": "DEBUG INFO WARN",
      "snap_start.apply_on": "PublishedVersions None",
      "tracing_config.mode": "Active PassThrough",
    },
    conflicts: ["filename s3_object_version", "image_uri s3_object_version"],
    exactlyOne: ["filename image_uri s3_bucket"],
    together: {
      replacement_security_group_ids: "replace_security_groups_on_destroy",
      s3_bucket: "s3_key",
      s3_key: "s3_bucket",
    },
    formats: {
      arn: `
        code_signing_config_arn kms_key_arn role dead_letter_config.target_arn file_system_config.arn
      `,
    },
    uniqueName: "function_name",
    lengths: { function_name: [1, 140], description: [0, 256] },
    patterns: { function_name: [/^[\w:-]+$/, "may contain letters, digits, hyphens and underscores only"] },
    ranges: { memory_size: [128, 32768], timeout: [1, 900], reserved_concurrent_executions: [-1, Infinity] },
    references: {
      "dead_letter_config.target_arn": { to: "aws_sqs_queue aws_sns_topic", by: "arn" },
      "logging_config.log_group": LOG_GROUP_NAME,
      role: ROLE_ARN,
      kms_key_arn: KMS_KEY,
      "vpc_config.subnet_ids": SUBNET,
      "vpc_config.security_group_ids": SECURITY_GROUP,
    },
    answers: {
      id: "{function_name}",
      arn: "arn:{partition}:lambda:{region}:{account}:function:{function_name}",
      invoke_arn: "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
      qualified_arn: "{arn}:{version}",
      qualified_invoke_arn:
        "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}:{version}/invocations",
      version: (lambda) => (lambda.get("publish") === true ? "1" : "$LATEST"),
      architectures: ["x86_64"],
      code_sha256: "{hex44}",
      source_code_hash: "{hex44}",
      source_code_size: 1024,
      last_modified: CREATED,
      signing_job_arn: "",
      signing_profile_version_arn: "",
      "ephemeral_storage.size": 512,
      "logging_config.log_group": "/aws/lambda/{function_name}",
      "vpc_config.vpc_id": "vpc-{hex17}",
      "snap_start.optimization_status": "Off",
    },
    changing: {
      last_modified:
        "source_code_hash filename s3_key s3_object_version image_uri runtime handler environment memory_size timeout",
      code_sha256: "source_code_hash filename s3_key s3_object_version image_uri",
    },
  },
  aws_lambda_permission: {
    replaces: `
      action event_source_token function_name function_url_auth_type principal principal_org_id
      qualifier source_account source_arn statement_id statement_id_prefix
    `,
    values: { function_url_auth_type: "NONE AWS_IAM" },
    formats: { arn: "source_arn" },
    references: { function_name: FUNCTION },
    // The provider's id is the statement's, which another function may have too: here things are told apart by ids.
    answers: { id: "{function_name}/{statement_id}" },
    patterns: { action: [/^(lambda:\w+|\*)$/, "must be an action of Lambda such as lambda:InvokeFunction"] },
  },
  aws_lambda_function_event_invoke_config: {
    replaces: "function_name qualifier",
    defaults: { maximum_retry_attempts: 2 },
    ranges: { maximum_event_age_in_seconds: [60, 21600], maximum_retry_attempts: [0, 2] },
    formats: { arn: "destination_config.on_failure.destination destination_config.on_success.destination" },
    references: { function_name: FUNCTION },
    answers: { id: "{function_name}" },
  },
  aws_lambda_event_source_mapping: {
    filled: "maximum_record_age_in_seconds maximum_retry_attempts parallelization_factor",
    replaces: `
      event_source_arn queues starting_position starting_position_timestamp topics
      amazon_managed_kafka_event_source_config self_managed_event_source
      self_managed_kafka_event_source_config
    `,
    defaults: { enabled: true, "document_db_event_source_config.full_document": "Default" },
    values: {
      function_response_types: "ReportBatchItemFailures",
      starting_position: "TRIM_HORIZON LATEST AT_TIMESTAMP",
      "document_db_event_source_config.full_document": "UpdateLookup Default",
    },
    conflicts: [
      "amazon_managed_kafka_event_source_config self_managed_event_source",
      "amazon_managed_kafka_event_source_config self_managed_kafka_event_source_config",
      "event_source_arn self_managed_kafka_event_source_config",
    ],
    exactlyOne: ["event_source_arn self_managed_event_source"],
    // CreateEventSourceMapping, Lambda API reference, as of 2024.
    ranges: {
      batch_size: [1, 10000],
      maximum_batching_window_in_seconds: [0, 300],
      maximum_record_age_in_seconds: [-1, 604800],
      maximum_retry_attempts: [-1, 10000],
      parallelization_factor: [1, 10],
      "scaling_config.maximum_concurrency": [2, 1000],
    },
    formats: { arn: "destination_config.on_failure.destination_arn" },
    references: {
      function_name: FUNCTION,
      event_source_arn: {
        to: "aws_sqs_queue aws_dynamodb_table aws_kinesis_stream aws_kinesis_stream_consumer",
        by: "arn stream_arn",
      },
      "destination_config.on_failure.destination_arn": {
        to: "aws_sqs_queue aws_sns_topic aws_s3_bucket",
        by: "arn",
      },
    },
    answers: {
      id: "{uuid}",
      arn: "arn:{partition}:lambda:{region}:{account}:event-source-mapping:{id}",
      function_arn: (mapping) => functionArn(mapping),
      last_modified: CREATED,
      last_processing_result: "",
      state: "Enabled",
      state_transition_reason: "USER_INITIATED",
      uuid: "{id}",
      maximum_record_age_in_seconds: -1,
      maximum_retry_attempts: -1,
      parallelization_factor: 1,
    },
  },
};
