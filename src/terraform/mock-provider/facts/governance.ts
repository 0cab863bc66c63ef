import type { FactsTable } from "./model";
import { BUCKET_NAME, CONFIG_RECORDER, DETECTOR, KMS_KEY, ROLE_ARN, TOPIC_ARN } from "./references";

const FREQUENCIES = "One_Hour Three_Hours Six_Hours Twelve_Hours TwentyFour_Hours";
const NO_COLON = [/^[^:\\]+$/, "may contain neither a colon nor a backslash"] as const;

/** What watches an account: GuardDuty, AWS Config and budgets. */
export const GOVERNANCE: FactsTable = {
  aws_budgets_budget: {
    filled: "account_id limit_amount limit_unit time_period_start",
    replaces: "account_id name name_prefix",
    defaults: {
      time_period_end: "2087-06-15_00:00",
      "cost_types.include_credit": true,
      "cost_types.include_discount": true,
      "cost_types.include_other_subscription": true,
      "cost_types.include_recurring": true,
      "cost_types.include_refund": true,
      "cost_types.include_subscription": true,
      "cost_types.include_support": true,
      "cost_types.include_tax": true,
      "cost_types.include_upfront": true,
      "cost_types.use_amortized": false,
      "cost_types.use_blended": false,
    },
    values: {
      budget_type: "USAGE COST RI_UTILIZATION RI_COVERAGE SAVINGS_PLANS_UTILIZATION SAVINGS_PLANS_COVERAGE",
      time_unit: "DAILY MONTHLY QUARTERLY ANNUALLY",
      "notification.comparison_operator": "GREATER_THAN LESS_THAN EQUAL_TO",
      "notification.notification_type": "ACTUAL FORECASTED",
      "notification.threshold_type": "PERCENTAGE ABSOLUTE_VALUE",
    },
    conflicts: ["limit_amount planned_limit", "limit_unit planned_limit"],
    uniqueName: "name",
    lengths: { name: [1, 100] },
    patterns: { name: NO_COLON },
    references: { "notification.subscriber_sns_topic_arns": { ...TOPIC_ARN, anyRegion: true } },
    answers: {
      id: "{account}:{name}",
      arn: "arn:{partition}:budgets::{account}:budget/{name}",
      account_id: "{account}",
      limit_amount: "0",
      limit_unit: "USD",
      time_period_start: "2026-01-01_00:00",
    },
  },
  aws_config_configuration_recorder: {
    replaces: "name",
    defaults: {
      name: "default",
      "recording_group.all_supported": true,
      "recording_mode.recording_frequency": "CONTINUOUS",
    },
    values: {
      "recording_group.recording_strategy.use_only":
        "ALL_SUPPORTED_RESOURCE_TYPES INCLUSION_BY_RESOURCE_TYPES EXCLUSION_BY_RESOURCE_TYPES",
      "recording_mode.recording_frequency": "CONTINUOUS DAILY",
      "recording_mode.recording_mode_override.recording_frequency": "CONTINUOUS DAILY",
    },
    formats: { arn: "role_arn" },
    lengths: { name: [1, 256] },
    references: { role_arn: ROLE_ARN },
    uniqueName: "name",
    answers: { id: "{name}" },
  },
  aws_config_configuration_recorder_status: {
    references: { name: CONFIG_RECORDER },
    answers: { id: "{name}" },
  },
  aws_config_delivery_channel: {
    replaces: "name",
    defaults: { name: "default" },
    values: { "snapshot_delivery_properties.delivery_frequency": FREQUENCIES },
    formats: { arn: "s3_kms_key_arn sns_topic_arn" },
    lengths: { name: [1, 256] },
    references: { s3_bucket_name: BUCKET_NAME, s3_kms_key_arn: KMS_KEY, sns_topic_arn: TOPIC_ARN },
    uniqueName: "name",
    answers: { id: "{name}" },
  },
  aws_config_config_rule: {
    replaces: "name",
    defaults: {
      "source.custom_policy_details.enable_debug_log_delivery": false,
      "source.source_detail.event_source": "aws.config",
    },
    values: {
      maximum_execution_frequency: FREQUENCIES,
      "evaluation_mode.mode": "DETECTIVE PROACTIVE",
      "source.owner": "CUSTOM_LAMBDA AWS CUSTOM_POLICY",
      "source.source_detail.event_source": "aws.config",
      "source.source_detail.maximum_execution_frequency": FREQUENCIES,
      "source.source_detail.message_type": `
        ConfigurationItemChangeNotification ConfigurationSnapshotDeliveryCompleted ScheduledNotification
        OversizedConfigurationItemChangeNotification
      `,
    },
    formats: { json: "input_parameters" },
    lengths: { name: [1, 128], description: [0, 256], "source.source_identifier": [0, 256] },
    uniqueName: "name",
    answers: {
      id: "{name}",
      arn: "arn:{partition}:config:{region}:{account}:config-rule/config-rule-{hex6}",
      rule_id: "config-rule-{hex6}",
    },
  },
  aws_config_retention_configuration: {
    identity: "name",
    ranges: { retention_period_in_days: [30, 2557] },
    answers: { name: "default" },
  },
  aws_guardduty_detector: {
    filled: "finding_publishing_frequency",
    defaults: { enable: true },
    values: { finding_publishing_frequency: "FIFTEEN_MINUTES ONE_HOUR SIX_HOURS" },
    answers: {
      id: "{hex32}",
      account_id: "{account}",
      arn: "arn:{partition}:guardduty:{region}:{account}:detector/{id}",
      finding_publishing_frequency: "SIX_HOURS",
    },
  },
  aws_guardduty_detector_feature: {
    replaces: "detector_id name",
    values: {
      name: `
        S3_DATA_EVENTS EKS_AUDIT_LOGS EBS_MALWARE_PROTECTION RDS_LOGIN_EVENTS EKS_RUNTIME_MONITORING LAMBDA_NETWORK_LOGS
        RUNTIME_MONITORING
      `,
      status: "ENABLED DISABLED",
      "additional_configuration.name":
        "EKS_ADDON_MANAGEMENT ECS_FARGATE_AGENT_MANAGEMENT EC2_AGENT_MANAGEMENT",
      "additional_configuration.status": "ENABLED DISABLED",
    },
    references: { detector_id: DETECTOR },
    answers: { id: "{detector_id}/{name}" },
  },
};
