import type { FactsTable } from "./model";
import { ALARMS_IN_RULE, KMS_KEY, LOG_GROUP_NAME } from "./references";

/** Logs, alarms and dashboards. */
export const CLOUDWATCH: FactsTable = {
  aws_cloudwatch_log_group: {
    filled: "log_group_class",
    replaces: "log_group_class name name_prefix",
    defaults: { retention_in_days: 0, skip_destroy: false },
    values: {
      log_group_class: "STANDARD INFREQUENT_ACCESS DELIVERY",
      retention_in_days:
        "0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653",
    },
    uniqueName: "name",
    lengths: { name: [1, 512] },
    patterns: { name: [/^[\w.\-/#]+$/, "may contain letters, digits and _.-/# only"] },
    references: { kms_key_id: KMS_KEY },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:logs:{region}:{account}:log-group:{name}",
      log_group_class: "STANDARD",
    },
  },
  aws_cloudwatch_log_stream: {
    replaces: "log_group_name name",
    lengths: { name: [1, 512] },
    patterns: { name: [/^[^:*]+$/, "may contain neither a colon nor an asterisk"] },
    references: { log_group_name: LOG_GROUP_NAME },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:logs:{region}:{account}:log-group:{log_group_name}:log-stream:{name}",
    },
  },
  aws_cloudwatch_log_resource_policy: {
    replaces: "policy_name",
    formats: { "resource-policy": "policy_document" },
    uniqueName: "policy_name",
    answers: { id: "{policy_name}" },
  },
  aws_cloudwatch_log_metric_filter: {
    replaces: "log_group_name name",
    defaults: { "metric_transformation.unit": "None" },
    values: {
      "metric_transformation.unit": `
        Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits Megabits Gigabits
        Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second Terabytes/Second
        Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second Count/Second None
      `,
    },
    lengths: {
      name: [1, 512],
      pattern: [0, 1024],
      "metric_transformation.name": [1, 255],
      "metric_transformation.namespace": [1, 255],
      "metric_transformation.value": [0, 100],
    },
    patterns: {
      name: [/^[^:*]+$/, "may contain neither a colon nor an asterisk"],
      "metric_transformation.namespace": [/^[^:*$]+$/, "may contain neither a colon nor * nor $"],
    },
    conflicts: ["metric_transformation.default_value metric_transformation.dimensions"],
    references: { log_group_name: LOG_GROUP_NAME },
    answers: { id: "{name}" },
  },
  aws_cloudwatch_metric_alarm: {
    filled: "evaluate_low_sample_count_percentiles",
    replaces: "alarm_name",
    defaults: { actions_enabled: true, treat_missing_data: "missing", "metric_query.return_data": false },
    values: {
      comparison_operator: `
        GreaterThanOrEqualToThreshold GreaterThanThreshold LessThanThreshold LessThanOrEqualToThreshold
        LessThanLowerOrGreaterThanUpperThreshold LessThanLowerThreshold GreaterThanUpperThreshold
      `,
      evaluate_low_sample_count_percentiles: "evaluate ignore",
      statistic: "SampleCount Average Sum Minimum Maximum",
      treat_missing_data: "breaching ignore missing notBreaching",
    },
    conflicts: [
      "dimensions metric_query",
      "extended_statistic metric_query",
      "extended_statistic statistic",
      "metric_name metric_query",
      "metric_query namespace",
      "metric_query period",
      "metric_query statistic",
      "threshold threshold_metric_id",
    ],
    exactlyOne: ["metric_name metric_query"],
    uniqueName: "alarm_name",
    lengths: { alarm_name: [1, 255], alarm_description: [0, 1024] },
    ranges: { datapoints_to_alarm: [1, 10080], evaluation_periods: [1, 10080], period: [10, 604800] },
    answers: {
      id: "{alarm_name}",
      arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}",
      evaluate_low_sample_count_percentiles: "",
    },
  },
  aws_cloudwatch_composite_alarm: {
    replaces: "actions_enabled alarm_name",
    defaults: { actions_enabled: true },
    uniqueName: "alarm_name",
    lengths: { alarm_name: [1, 255], alarm_rule: [1, 10240], alarm_description: [0, 1024] },
    references: { alarm_rule: ALARMS_IN_RULE },
    answers: { id: "{alarm_name}", arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}" },
  },
  aws_cloudwatch_dashboard: {
    replaces: "dashboard_name",
    formats: { json: "dashboard_body" },
    uniqueName: "dashboard_name",
    // An account's dashboards are one list for all regions: a second one of the same name would overwrite the first.
    uniqueEverywhere: true,
    lengths: { dashboard_name: [1, 255] },
    patterns: { dashboard_name: [/^[\w-]+$/, "may contain letters, digits, hyphens and underscores only"] },
    answers: {
      id: "{dashboard_name}",
      dashboard_arn: "arn:{partition}:cloudwatch::{account}:dashboard/{dashboard_name}",
    },
  },
  aws_cloudwatch_query_definition: {
    lengths: { name: [1, 255], query_string: [1, 10000] },
    references: { log_group_names: LOG_GROUP_NAME },
    answers: { id: "{query_definition_id}", query_definition_id: "{uuid}" },
  },
};
