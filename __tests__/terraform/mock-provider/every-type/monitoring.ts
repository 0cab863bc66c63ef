import { bucket } from "./parts";

/** Resources of every type that has facts: monitoring. */
export const monitoring = {
  aws_cloudwatch_log_stream: { a: { name: "a", log_group_name: "${aws_cloudwatch_log_group.a.name}" } },
  aws_cloudwatch_log_resource_policy: {
    waf: {
      policy_name: "waf-log-delivery",
      policy_document: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: "${aws_cloudwatch_log_group.waf.arn}:log-stream:*",
          },
        ],
      }),
    },
  },
  aws_cloudwatch_log_group: {
    a: { name: "/a", retention_in_days: 30 },
    waf: { name: "aws-waf-logs-a" },
  },
  aws_cloudwatch_log_metric_filter: {
    a: {
      name: "errors",
      log_group_name: "${aws_cloudwatch_log_group.a.name}",
      pattern: "ERROR",
      metric_transformation: { namespace: "A", name: "Errors", value: "1" },
    },
  },
  aws_cloudwatch_metric_alarm: {
    a: {
      alarm_name: "a",
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 1,
      metric_name: "Lag",
      namespace: "AWS/RDS",
      period: 60,
      statistic: "Average",
      threshold: 0.1,
      dimensions: { DBClusterIdentifier: "a" },
    },
    math: {
      alarm_name: "math",
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 1,
      threshold: 1,
      metric_query: [
        { id: "sum", expression: "a + 1", return_data: true },
        { id: "a", metric: { metric_name: "Lag", namespace: "AWS/RDS", period: 60, stat: "p99" } },
      ],
    },
  },
  aws_cloudwatch_composite_alarm: {
    a: { alarm_name: "all", alarm_rule: "ALARM(${aws_cloudwatch_metric_alarm.a.alarm_name})" },
  },
  aws_cloudwatch_dashboard: { a: { dashboard_name: "a", dashboard_body: JSON.stringify({ widgets: [] }) } },
  aws_cloudwatch_query_definition: {
    a: {
      name: "errors",
      query_string: "fields @message",
      log_group_names: ["${aws_cloudwatch_log_group.a.name}"],
    },
  },
  aws_cloudwatch_event_rule: { a: { name: "a", schedule_expression: "rate(1 minute)" } },
  aws_cloudwatch_event_target: {
    a: { rule: "${aws_cloudwatch_event_rule.a.name}", arn: "${aws_lambda_function.a.arn}" },
    machine: {
      rule: "${aws_cloudwatch_event_rule.a.name}",
      arn: "${aws_sfn_state_machine.a.arn}",
      role_arn: "${aws_iam_role.a.arn}",
      input_transformer: {
        input_paths: { alarm: "$.detail.alarmName" },
        input_template: '{"mode": "failover", "trigger": "alarm", "reason": <alarm>}',
      },
      retry_policy: { maximum_event_age_in_seconds: 60, maximum_retry_attempts: 3 },
      dead_letter_config: { arn: "${aws_sqs_queue.a.arn}" },
    },
  },
  aws_cloudtrail: { a: { name: "trail", s3_bucket_name: bucket } },
};
