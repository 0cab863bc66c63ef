import type { FactsTable } from "./model";
import {
  BUCKET_NAME,
  EVENT_RULE,
  EVENT_TARGET_ARN,
  KMS_KEY,
  LOG_GROUP_ARN,
  QUEUE_ARN,
  ROLE_ARN,
} from "./references";
import { CREATED, textIn } from "./shared";

/** Event rules, state machines and trails. */
export const EVENTS: FactsTable = {
  aws_cloudwatch_event_rule: {
    replaces: "event_bus_name name name_prefix",
    defaults: { event_bus_name: "default", state: "ENABLED" },
    values: { state: "ENABLED DISABLED ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" },
    conflicts: ["is_enabled state"],
    atLeastOne: ["event_pattern schedule_expression"],
    formats: { json: "event_pattern", arn: "role_arn" },
    uniqueName: "name",
    lengths: { name: [1, 64] },
    patterns: {
      name: [/^[\w.-]+$/, "may contain letters, digits and _.- only"],
      schedule_expression: [/^(rate\(\d+ \w+\)|cron\([^)]+\))$/, "must be rate(...) or cron(...)"],
    },
    references: { role_arn: ROLE_ARN },
    answers: { id: "{name}", arn: "arn:{partition}:events:{region}:{account}:rule/{name}" },
  },
  aws_cloudwatch_event_target: {
    filled: "target_id",
    replaces: "event_bus_name rule target_id",
    defaults: {
      event_bus_name: "default",
      "ecs_target.enable_ecs_managed_tags": false,
      "ecs_target.enable_execute_command": false,
      "ecs_target.task_count": 1,
      "ecs_target.network_configuration.assign_public_ip": false,
      force_destroy: false,
    },
    // RetryPolicy, EventBridge API reference; read 2026-11.
    ranges: {
      "retry_policy.maximum_event_age_in_seconds": [60, 86_400],
      "retry_policy.maximum_retry_attempts": [0, 185],
    },
    values: {
      "ecs_target.launch_type": "EC2 FARGATE EXTERNAL",
      "ecs_target.propagate_tags": "TASK_DEFINITION",
      "ecs_target.ordered_placement_strategy.type": "random spread binpack",
      "ecs_target.placement_constraint.type": "distinctInstance memberOf",
    },
    conflicts: ["input input_path", "input input_transformer", "input_path input_transformer"],
    formats: { arn: "arn role_arn dead_letter_config.arn ecs_target.task_definition_arn", json: "input" },
    lengths: { target_id: [1, 64], "input_transformer.input_template": [1, 8192] },
    references: {
      rule: EVENT_RULE,
      role_arn: ROLE_ARN,
      arn: EVENT_TARGET_ARN,
      "dead_letter_config.arn": QUEUE_ARN,
    },
    answers: { id: "{rule}-{target_id}", target_id: "terraform-{hex26}" },
  },
  aws_sfn_state_machine: {
    replaces: "name name_prefix type",
    defaults: { publish: false, type: "STANDARD" },
    values: {
      type: "STANDARD EXPRESS",
      "encryption_configuration.type": "AWS_OWNED_KEY CUSTOMER_MANAGED_KMS_KEY",
      "logging_configuration.level": "ALL ERROR FATAL OFF",
    },
    // EncryptionConfiguration, Step Functions API reference; read 2026-11.
    ranges: { "encryption_configuration.kms_data_key_reuse_period_seconds": [60, 900] },
    together: {
      "encryption_configuration.kms_data_key_reuse_period_seconds": "encryption_configuration.kms_key_id",
    },
    uniqueName: "name",
    lengths: { name: [1, 80] },
    patterns: {
      name: [/^[\w-]+$/, "may contain letters, digits, hyphens and underscores only"],
      "logging_configuration.log_destination": [/:\*$/, 'must be the ARN of a log group with ":*" behind it'],
    },
    formats: { arn: "role_arn", "state-machine": "definition" },
    references: {
      role_arn: ROLE_ARN,
      "logging_configuration.log_destination": LOG_GROUP_ARN,
      "encryption_configuration.kms_key_id": KMS_KEY,
    },
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:states:{region}:{account}:stateMachine:{name}",
      creation_date: CREATED,
      description: "",
      revision_id: "",
      state_machine_version_arn: (machine) =>
        machine.get("publish") === true ? `${textIn(machine, "arn")}:1` : "",
      status: "ACTIVE",
      version_description: "",
    },
  },
  aws_cloudtrail: {
    replaces: "name",
    defaults: {
      enable_log_file_validation: false,
      enable_logging: true,
      include_global_service_events: true,
      is_multi_region_trail: false,
      is_organization_trail: false,
      "event_selector.include_management_events": true,
      "event_selector.read_write_type": "All",
    },
    values: {
      "advanced_event_selector.field_selector.field": `
        readOnly eventSource eventName eventCategory eventType errorCode resources.type resources.ARN
        sessionCredentialFromConsole userIdentity.arn vpcEndpointId
      `,
      "event_selector.read_write_type": "ReadOnly WriteOnly All",
      "insight_selector.insight_type": "ApiCallRateInsight ApiErrorRateInsight",
    },
    conflicts: ["advanced_event_selector event_selector"],
    together: {
      cloud_watch_logs_group_arn: "cloud_watch_logs_role_arn",
      cloud_watch_logs_role_arn: "cloud_watch_logs_group_arn",
    },
    formats: { arn: "cloud_watch_logs_group_arn cloud_watch_logs_role_arn kms_key_id" },
    uniqueName: "name",
    lengths: { name: [3, 128], s3_key_prefix: [0, 200], "advanced_event_selector.name": [0, 1000] },
    patterns: {
      name: [
        /^(?!.*[._-]{2})[A-Za-z0-9][\w.-]*[A-Za-z0-9]$/,
        "must start and end with a letter or digit; between them also ._-, but never two of these in a row",
      ],
    },
    references: {
      s3_bucket_name: BUCKET_NAME,
      kms_key_id: KMS_KEY,
      cloud_watch_logs_role_arn: ROLE_ARN,
      cloud_watch_logs_group_arn: LOG_GROUP_ARN,
    },
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}",
      home_region: "{region}",
      sns_topic_arn: "",
    },
  },
};
