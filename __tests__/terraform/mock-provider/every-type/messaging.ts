import { resourcePolicy } from "./parts";

/** Resources of every type that has facts: messaging. */
export const messaging = {
  aws_sns_topic: { a: { name: "a", kms_master_key_id: "alias/aws/sns" } },
  aws_sns_topic_policy: { a: { arn: "${aws_sns_topic.a.arn}", policy: resourcePolicy } },
  aws_sns_topic_subscription: {
    a: { topic_arn: "${aws_sns_topic.a.arn}", protocol: "sqs", endpoint: "${aws_sqs_queue.a.arn}" },
  },
  aws_sqs_queue: { a: { name: "a" } },
  aws_sfn_state_machine: {
    a: {
      name: "a",
      role_arn: "${aws_iam_role.a.arn}",
      definition: JSON.stringify({
        QueryLanguage: "JSONata",
        StartAt: "Promote",
        States: {
          Promote: {
            Type: "Task",
            Resource: "arn:aws:states:::aws-sdk:rds:failoverGlobalCluster",
            Arguments: { TargetDbClusterIdentifier: "${aws_rds_cluster.a.arn}" },
            Assign: { promoted: "{% $now() %}" },
            End: true,
          },
        },
      }),
      logging_configuration: {
        level: "ALL",
        include_execution_data: true,
        log_destination: "${aws_cloudwatch_log_group.a.arn}:*",
      },
      tracing_configuration: { enabled: true },
      encryption_configuration: {
        type: "CUSTOMER_MANAGED_KMS_KEY",
        kms_key_id: "${aws_kms_key.a.arn}",
        kms_data_key_reuse_period_seconds: 900,
      },
    },
    published: {
      name_prefix: "a-",
      type: "EXPRESS",
      publish: true,
      role_arn: "${aws_iam_role.a.arn}",
      definition: JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } }),
    },
  },
  aws_lambda_function: {
    a: {
      function_name: "a",
      role: "${aws_iam_role.a.arn}",
      runtime: "nodejs22.x",
      handler: "index.handler",
      filename: "a.zip",
      vpc_config: {
        subnet_ids: ["${aws_subnet.a.id}"],
        security_group_ids: ["${aws_security_group.a.id}"],
      },
      environment: { variables: { A: "b" } },
    },
  },
  aws_lambda_permission: {
    a: {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.a.function_name}",
      principal: "events.amazonaws.com",
      source_arn: "${aws_cloudwatch_event_rule.a.arn}",
    },
  },
  aws_lambda_function_event_invoke_config: {
    a: { function_name: "${aws_lambda_function.a.function_name}", maximum_event_age_in_seconds: 60 },
  },
  aws_lambda_event_source_mapping: {
    a: {
      function_name: "${aws_lambda_function.a.arn}",
      event_source_arn: "${aws_dynamodb_table.a.stream_arn}",
      starting_position: "LATEST",
    },
    b: {
      function_name: "${aws_lambda_function.a.arn}",
      event_source_arn: "${aws_kinesis_stream_consumer.a.arn}",
      starting_position: "TRIM_HORIZON",
      maximum_record_age_in_seconds: 82800,
      destination_config: { on_failure: { destination_arn: "${aws_sqs_queue.a.arn}" } },
    },
  },
  aws_kinesis_stream: {
    a: {
      name: "a",
      encryption_type: "KMS",
      kms_key_id: "${aws_kms_key.a.arn}",
      shard_level_metrics: ["IncomingBytes"],
      stream_mode_details: { stream_mode: "ON_DEMAND" },
    },
    b: { name: "b", shard_count: 2, stream_mode_details: { stream_mode: "PROVISIONED" } },
  },
  aws_kinesis_firehose_delivery_stream: {
    a: {
      name: "a",
      destination: "extended_s3",
      kinesis_source_configuration: {
        kinesis_stream_arn: "${aws_kinesis_stream.a.arn}",
        role_arn: "${aws_iam_role.a.arn}",
      },
      extended_s3_configuration: {
        role_arn: "${aws_iam_role.a.arn}",
        bucket_arn: "${aws_s3_bucket.a.arn}",
        prefix: "a/!{timestamp:yyyy/MM/dd}/",
        error_output_prefix: "b/!{firehose:error-output-type}/",
        file_extension: ".ndjson.gz",
        compression_format: "GZIP",
        buffering_size: 64,
        buffering_interval: 0,
        processing_configuration: {
          enabled: true,
          processors: [{ type: "AppendDelimiterToRecord" }],
        },
        cloudwatch_logging_options: {
          enabled: true,
          log_group_name: "${aws_cloudwatch_log_group.a.name}",
          log_stream_name: "${aws_cloudwatch_log_stream.a.name}",
        },
      },
    },
  },
  aws_kinesis_stream_consumer: { a: { name: "a", stream_arn: "${aws_kinesis_stream.a.arn}" } },
};
