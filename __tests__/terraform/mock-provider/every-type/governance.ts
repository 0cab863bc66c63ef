import { bucket } from "./parts";

/** Resources of every type that has facts: what watches an account. */
export const governance = {
  aws_budgets_budget: {
    a: {
      name: "month",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "100",
      limit_unit: "USD",
      cost_filter: [{ name: "TagKeyValue", values: ["user:Application$payments"] }],
      cost_types: { include_credit: false },
      notification: [
        {
          comparison_operator: "GREATER_THAN",
          notification_type: "ACTUAL",
          threshold: 80,
          threshold_type: "PERCENTAGE",
          subscriber_email_addresses: ["alerts@example.com"],
        },
      ],
    },
  },
  aws_config_configuration_recorder: {
    a: {
      name: "recorder",
      role_arn: "${aws_iam_role.a.arn}",
      recording_group: {
        all_supported: false,
        resource_types: ["AWS::S3::Bucket"],
        recording_strategy: [{ use_only: "INCLUSION_BY_RESOURCE_TYPES" }],
      },
      recording_mode: { recording_frequency: "CONTINUOUS" },
    },
  },
  aws_config_delivery_channel: {
    a: {
      name: "channel",
      s3_bucket_name: bucket,
      s3_kms_key_arn: "${aws_kms_key.single.arn}",
      depends_on: ["aws_config_configuration_recorder.a"],
    },
  },
  aws_config_configuration_recorder_status: {
    a: {
      name: "${aws_config_configuration_recorder.a.name}",
      is_enabled: true,
      depends_on: ["aws_config_delivery_channel.a"],
    },
  },
  aws_config_retention_configuration: { a: { retention_period_in_days: 400 } },
  aws_config_config_rule: {
    a: {
      name: "bucket-tls-only",
      input_parameters: '{"a":"b"}',
      source: { owner: "AWS", source_identifier: "S3_BUCKET_SSL_REQUESTS_ONLY" },
      scope: { compliance_resource_types: ["AWS::S3::Bucket"] },
      depends_on: ["aws_config_configuration_recorder_status.a"],
    },
  },
  aws_guardduty_detector: { a: { enable: true, finding_publishing_frequency: "FIFTEEN_MINUTES" } },
  aws_guardduty_detector_feature: {
    a: { detector_id: "${aws_guardduty_detector.a.id}", name: "S3_DATA_EVENTS", status: "ENABLED" },
  },
};
