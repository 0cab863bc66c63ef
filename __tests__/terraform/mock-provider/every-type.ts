const REGION = "us-east-1";
const ACCOUNT = "123456789012";

const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

const trust = policy({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" });
const read = policy({ Action: "s3:GetObject", Resource: "*" });
const resourcePolicy = policy({ Principal: "*", Action: "sns:Publish", Resource: "*" });
const bucket = "${aws_s3_bucket.a.bucket}";
const visibility = (name: string): object => ({
  cloudwatch_metrics_enabled: true,
  metric_name: name,
  sampled_requests_enabled: true,
});

/** The resource that methods in it are of. */
const ofApiResource = {
  rest_api_id: "${aws_api_gateway_rest_api.a.id}",
  resource_id: "${aws_api_gateway_resource.a.id}",
};

/** A configuration with at least one resource of every type that has facts, as stacks use them. */
export const EVERY_TYPE = {
  provider: { aws: [{ region: REGION }, { alias: "dr", region: "us-west-2" }] },
  data: {
    aws_availability_zones: { all: { state: "available" } },
    aws_region: { here: {} },
    aws_partition: { here: {} },
    aws_route53_zone: { zone: { name: "example.com" } },
    aws_iam_policy_document: {
      read: {
        statement: [
          {
            actions: ["s3:GetObject", "s3:ListBucket"],
            resources: ["*"],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
          },
        ],
      },
    },
  },
  resource: {
    aws_vpc: { a: { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.a.id}", cidr_block: "10.0.0.0/24" },
      b: { vpc_id: "${aws_vpc.a.id}", cidr_block: "10.0.1.0/24", availability_zone: "us-east-1b" },
    },
    aws_internet_gateway: { a: { vpc_id: "${aws_vpc.a.id}" } },
    aws_eip: { a: { domain: "vpc", tags: { Name: "a" } }, b: { domain: "vpc", tags: { Name: "b" } } },
    aws_nat_gateway: { a: { allocation_id: "${aws_eip.a.id}", subnet_id: "${aws_subnet.a.id}" } },
    aws_route_table: { a: { vpc_id: "${aws_vpc.a.id}" } },
    aws_route: {
      a: {
        route_table_id: "${aws_route_table.a.id}",
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: "${aws_nat_gateway.a.id}",
      },
    },
    aws_route_table_association: {
      a: { route_table_id: "${aws_route_table.a.id}", subnet_id: "${aws_subnet.a.id}" },
    },
    aws_vpc_endpoint: {
      s3: {
        vpc_id: "${aws_vpc.a.id}",
        service_name: "com.amazonaws.us-east-1.s3",
        route_table_ids: ["${aws_route_table.a.id}"],
      },
      logs: {
        vpc_id: "${aws_vpc.a.id}",
        service_name: "com.amazonaws.us-east-1.logs",
        vpc_endpoint_type: "Interface",
        subnet_ids: ["${aws_subnet.a.id}"],
        security_group_ids: ["${aws_security_group.a.id}"],
        private_dns_enabled: true,
      },
    },
    aws_flow_log: {
      a: {
        vpc_id: "${aws_vpc.a.id}",
        traffic_type: "ALL",
        iam_role_arn: "${aws_iam_role.a.arn}",
        log_destination: "${aws_cloudwatch_log_group.a.arn}",
      },
    },
    aws_security_group: {
      a: { name_prefix: "a-", vpc_id: "${aws_vpc.a.id}" },
      inline: {
        name: "inline",
        vpc_id: "${aws_vpc.a.id}",
        ingress: [
          {
            protocol: "tcp",
            from_port: 443,
            to_port: 443,
            cidr_blocks: ["10.0.0.0/16"],
            description: "",
            ipv6_cidr_blocks: [],
            prefix_list_ids: [],
            security_groups: [],
            self: false,
          },
        ],
      },
    },
    aws_vpc_security_group_ingress_rule: {
      a: { security_group_id: "${aws_security_group.a.id}", cidr_ipv4: "10.0.0.0/16", ip_protocol: "-1" },
    },
    aws_vpc_security_group_egress_rule: {
      a: { security_group_id: "${aws_security_group.a.id}", cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1" },
    },
    aws_default_security_group: { a: { vpc_id: "${aws_vpc.a.id}" } },
    aws_iam_role: { a: { name: "a", assume_role_policy: trust } },
    aws_iam_role_policy: {
      a: { role: "${aws_iam_role.a.id}", policy: "${data.aws_iam_policy_document.read.json}" },
    },
    aws_iam_policy: { a: { name: "a", path: "/team/", policy: read } },
    aws_iam_role_policy_attachment: {
      a: { role: "${aws_iam_role.a.name}", policy_arn: "${aws_iam_policy.a.arn}" },
      managed: {
        role: "${aws_iam_role.a.name}",
        policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      },
    },
    aws_kms_key: { a: { multi_region: true }, single: { description: "one region" } },
    aws_kms_replica_key: { a: { provider: "aws.dr", primary_key_arn: "${aws_kms_key.a.arn}" } },
    aws_kms_alias: { a: { name: "alias/a", target_key_id: "${aws_kms_key.a.key_id}" } },
    aws_ssm_parameter: {
      a: { name: "/a", type: "SecureString", value: "x", key_id: "${aws_kms_alias.a.name}" },
    },
    aws_dynamodb_table: {
      a: {
        name: "orders",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        stream_enabled: true,
        stream_view_type: "NEW_AND_OLD_IMAGES",
        point_in_time_recovery: { enabled: true },
        server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.a.arn}" },
        replica: [{ region_name: "us-west-2", kms_key_arn: "${aws_kms_replica_key.a.arn}" }],
        ttl: { enabled: true, attribute_name: "expires" },
      },
    },
    aws_dynamodb_table_item: {
      a: {
        table_name: "${aws_dynamodb_table.a.name}",
        hash_key: "id",
        item: JSON.stringify({ id: { S: "role" }, epoch: { N: "1" } }),
      },
    },
    aws_secretsmanager_secret: { a: { name_prefix: "app/", replica: [{ region: "us-west-2" }] } },
    aws_secretsmanager_secret_version: {
      a: { secret_id: "${aws_secretsmanager_secret.a.id}", secret_string: "not a secret" },
    },
    aws_secretsmanager_secret_rotation: {
      a: {
        secret_id: "${aws_secretsmanager_secret.a.id}",
        rotation_lambda_arn: "${aws_lambda_function.a.arn}",
        rotation_rules: { automatically_after_days: 30 },
      },
    },
    aws_secretsmanager_secret_policy: {
      a: {
        secret_arn: "${aws_secretsmanager_secret.a.arn}",
        policy: policy({ Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }),
      },
    },
    aws_elasticache_subnet_group: { a: { name: "a", subnet_ids: ["${aws_subnet.a.id}"] } },
    aws_elasticache_parameter_group: {
      a: { name: "a", family: "redis7", parameter: [{ name: "maxmemory-policy", value: "volatile-lru" }] },
    },
    aws_elasticache_user: {
      service: {
        engine: "redis",
        user_id: "service",
        user_name: "service",
        access_string: "on ~* -@all +@read",
        authentication_mode: { type: "iam" },
      },
      nobody: {
        engine: "redis",
        user_id: "nobody",
        user_name: "default",
        access_string: "off -@all",
        authentication_mode: { type: "no-password-required" },
      },
    },
    aws_elasticache_user_group: {
      a: {
        engine: "redis",
        user_group_id: "a",
        user_ids: ["${aws_elasticache_user.nobody.user_id}", "${aws_elasticache_user.service.user_id}"],
      },
    },
    aws_elasticache_replication_group: {
      first: {
        replication_group_id: "first",
        description: "first",
        engine_version: "7.1",
        node_type: "cache.m7g.large",
        num_cache_clusters: 2,
        automatic_failover_enabled: true,
        at_rest_encryption_enabled: "true",
        kms_key_id: "${aws_kms_key.a.arn}",
        subnet_group_name: "${aws_elasticache_subnet_group.a.name}",
        parameter_group_name: "${aws_elasticache_parameter_group.a.name}",
        security_group_ids: ["${aws_security_group.a.id}"],
        user_group_ids: ["${aws_elasticache_user_group.a.id}"],
        log_delivery_configuration: [
          {
            destination: "${aws_cloudwatch_log_group.a.name}",
            destination_type: "cloudwatch-logs",
            log_format: "json",
            log_type: "slow-log",
          },
        ],
      },
      follower: {
        provider: "aws.dr",
        replication_group_id: "follower",
        description: "follower",
        global_replication_group_id:
          "${aws_elasticache_global_replication_group.a.global_replication_group_id}",
        num_cache_clusters: 2,
      },
      clustered: {
        replication_group_id: "clustered",
        description: "clustered",
        node_type: "cache.t3.micro",
        cluster_mode: "enabled",
        num_node_groups: 2,
        replicas_per_node_group: 1,
        automatic_failover_enabled: true,
        multi_az_enabled: true,
      },
    },
    aws_elasticache_global_replication_group: {
      a: {
        global_replication_group_id_suffix: "a",
        primary_replication_group_id: "${aws_elasticache_replication_group.first.id}",
      },
    },
    aws_rds_global_cluster: { a: { global_cluster_identifier: "a", engine: "aurora-mysql" } },
    aws_rds_cluster: {
      a: {
        cluster_identifier: "a",
        engine: "aurora-mysql",
        global_cluster_identifier: "${aws_rds_global_cluster.a.id}",
        master_username: "root",
        master_password: "not a secret",
        skip_final_snapshot: true,
        db_cluster_parameter_group_name: "${aws_rds_cluster_parameter_group.a.name}",
      },
      dr: {
        provider: "aws.dr",
        cluster_identifier: "a-dr",
        engine: "aurora-mysql",
        global_cluster_identifier: "${aws_rds_global_cluster.a.id}",
        skip_final_snapshot: true,
        depends_on: ["aws_rds_cluster.a"],
        // Read back of one that follows.
        lifecycle: { ignore_changes: ["replication_source_identifier"] },
      },
    },
    aws_rds_cluster_instance: {
      a: {
        identifier_prefix: "a-",
        cluster_identifier: "${aws_rds_cluster.a.id}",
        engine: "aurora-mysql",
        instance_class: "db.r6g.large",
      },
    },
    aws_rds_cluster_parameter_group: {
      a: { name: "a", family: "aurora-mysql8.0", parameter: [{ name: "time_zone", value: "UTC" }] },
    },
    aws_db_parameter_group: {
      a: { name: "a", family: "postgres16", parameter: [{ name: "a", value: "b" }] },
    },
    aws_db_subnet_group: { a: { name: "a", subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
    aws_db_instance: {
      a: {
        identifier: "a",
        engine: "postgres",
        instance_class: "db.t4g.medium",
        allocated_storage: 20,
        username: "root",
        password_wo: "not a secret",
        password_wo_version: 1,
        parameter_group_name: "${aws_db_parameter_group.a.name}",
        db_subnet_group_name: "${aws_db_subnet_group.a.name}",
        backup_retention_period: 7,
        skip_final_snapshot: true,
        timeouts: { create: "60m", update: "80m", delete: "60m" },
      },
      replica: {
        provider: "aws.dr",
        identifier: "a-replica",
        instance_class: "db.t4g.medium",
        replicate_source_db: "${aws_db_instance.a.arn}",
        skip_final_snapshot: true,
        timeouts: { create: "90m" },
      },
    },
    aws_s3_bucket: { a: { bucket: "standby-a" }, copy: { bucket: "standby-copy", provider: "aws.dr" } },
    aws_s3_bucket_versioning: { a: { bucket, versioning_configuration: { status: "Enabled" } } },
    aws_s3_bucket_server_side_encryption_configuration: {
      a: {
        bucket,
        rule: [
          {
            bucket_key_enabled: true,
            apply_server_side_encryption_by_default: {
              sse_algorithm: "aws:kms",
              kms_master_key_id: "${aws_kms_key.a.arn}",
            },
          },
        ],
      },
    },
    aws_s3_bucket_public_access_block: { a: { bucket, block_public_acls: true } },
    aws_s3_bucket_policy: {
      a: {
        bucket,
        policy: policy({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::standby-a/*" }),
      },
    },
    aws_s3_bucket_lifecycle_configuration: {
      a: {
        bucket,
        rule: [
          {
            id: "old",
            status: "Enabled",
            filter: [{ prefix: "" }],
            noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          },
        ],
      },
    },
    aws_s3_bucket_replication_configuration: {
      a: {
        bucket,
        role: "${aws_iam_role.a.arn}",
        rule: [{ status: "Enabled", destination: { bucket: "${aws_s3_bucket.copy.arn}" } }],
      },
    },
    aws_s3_bucket_logging: { a: { bucket, target_bucket: bucket, target_prefix: "logs/" } },
    aws_s3_bucket_ownership_controls: { a: { bucket, rule: { object_ownership: "BucketOwnerEnforced" } } },
    aws_s3_bucket_object_lock_configuration: {
      a: { bucket, rule: { default_retention: { mode: "GOVERNANCE", days: 1 } } },
    },
    aws_s3_bucket_notification: {
      a: { bucket, topic: [{ topic_arn: "${aws_sns_topic.a.arn}", events: ["s3:ObjectCreated:*"] }] },
    },
    aws_codebuild_project: {
      a: {
        name: "tests",
        service_role: "${aws_iam_role.a.arn}",
        encryption_key: "${aws_kms_key.single.arn}",
        artifacts: { type: "CODEPIPELINE" },
        source: { type: "CODEPIPELINE", buildspec: '{"version":0.2}' },
        environment: {
          type: "LINUX_CONTAINER",
          image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
          compute_type: "BUILD_GENERAL1_MEDIUM",
          environment_variable: [{ name: "SYSTEM", value: "payments" }],
        },
        logs_config: { cloudwatch_logs: { group_name: "${aws_cloudwatch_log_group.a.name}" } },
      },
    },
    aws_codepipeline: {
      a: {
        name: "tests",
        pipeline_type: "V2",
        role_arn: "${aws_iam_role.a.arn}",
        artifact_store: [
          {
            type: "S3",
            location: bucket,
            encryption_key: { id: "${aws_kms_key.single.arn}", type: "KMS" },
          },
        ],
        stage: [
          {
            name: "Source",
            action: [
              {
                name: "Source",
                category: "Source",
                owner: "AWS",
                provider: "S3",
                version: "1",
                output_artifacts: ["source"],
                configuration: { S3Bucket: bucket, S3ObjectKey: "source.zip" },
              },
            ],
          },
          {
            name: "Test",
            action: [
              {
                name: "Test",
                category: "Build",
                owner: "AWS",
                provider: "CodeBuild",
                version: "1",
                input_artifacts: ["source"],
                configuration: { ProjectName: "${aws_codebuild_project.a.name}" },
              },
            ],
          },
        ],
      },
    },
    aws_sns_topic: { a: { name: "a", kms_master_key_id: "alias/aws/sns" } },
    aws_sns_topic_policy: { a: { arn: "${aws_sns_topic.a.arn}", policy: resourcePolicy } },
    aws_sns_topic_subscription: {
      a: { topic_arn: "${aws_sns_topic.a.arn}", protocol: "sqs", endpoint: "${aws_sqs_queue.a.arn}" },
    },
    aws_sqs_queue: { a: { name: "a" } },
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
    aws_cloudtrail: { a: { name: "trail", s3_bucket_name: bucket } },
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
    aws_kinesis_stream_consumer: { a: { name: "a", stream_arn: "${aws_kinesis_stream.a.arn}" } },
    aws_ecs_cluster: { a: { name: "a", setting: [{ name: "containerInsights", value: "enabled" }] } },
    aws_ecs_task_definition: {
      a: {
        family: "a",
        requires_compatibilities: ["FARGATE"],
        network_mode: "awsvpc",
        cpu: "256",
        memory: "512",
        execution_role_arn: "${aws_iam_role.a.arn}",
        container_definitions: JSON.stringify([{ name: "a", image: "nginx" }]),
      },
    },
    aws_ecs_service: {
      a: {
        name: "a",
        cluster: "${aws_ecs_cluster.a.id}",
        task_definition: "${aws_ecs_task_definition.a.arn}",
        launch_type: "FARGATE",
        desired_count: 1,
        network_configuration: {
          subnets: ["${aws_subnet.a.id}"],
          security_groups: ["${aws_security_group.a.id}"],
        },
        load_balancer: [
          { target_group_arn: "${aws_lb_target_group.a.arn}", container_name: "a", container_port: 80 },
        ],
        lifecycle: { ignore_changes: ["desired_count"] },
      },
    },
    aws_appautoscaling_target: {
      a: {
        min_capacity: 1,
        max_capacity: 4,
        resource_id: "service/a/${aws_ecs_service.a.name}",
        scalable_dimension: "ecs:service:DesiredCount",
        service_namespace: "ecs",
      },
    },
    aws_appautoscaling_policy: {
      a: {
        name: "cpu",
        policy_type: "TargetTrackingScaling",
        resource_id: "${aws_appautoscaling_target.a.resource_id}",
        scalable_dimension: "${aws_appautoscaling_target.a.scalable_dimension}",
        service_namespace: "${aws_appautoscaling_target.a.service_namespace}",
        target_tracking_scaling_policy_configuration: {
          target_value: 60.5,
          predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
        },
      },
    },
    aws_ecr_repository: {
      a: {
        name: "apps",
        image_tag_mutability: "IMMUTABLE",
        encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.a.arn}" }],
      },
    },
    aws_ecr_lifecycle_policy: {
      a: {
        repository: "${aws_ecr_repository.a.name}",
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 },
              action: { type: "expire" },
            },
          ],
        }),
      },
    },
    aws_ecr_replication_configuration: {
      a: {
        replication_configuration: {
          rule: [{ destination: [{ region: "us-west-2", registry_id: ACCOUNT }] }],
        },
      },
    },
    aws_lb: {
      a: {
        name: "a",
        security_groups: ["${aws_security_group.a.id}"],
        subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
      },
    },
    aws_lb_listener: {
      a: {
        load_balancer_arn: "${aws_lb.a.arn}",
        port: 443,
        protocol: "HTTPS",
        certificate_arn: "${aws_acm_certificate_validation.a.certificate_arn}",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.a.arn}" }],
      },
    },
    aws_lb_target_group: {
      a: {
        name_prefix: "a-",
        port: 80,
        protocol: "HTTP",
        target_type: "ip",
        vpc_id: "${aws_vpc.a.id}",
        health_check: { path: "/health" },
      },
    },
    aws_wafv2_web_acl: {
      a: {
        name: "a",
        scope: "REGIONAL",
        default_action: { allow: {} },
        visibility_config: visibility("a"),
        rule: [
          {
            name: "rate",
            priority: 1,
            action: { block: {} },
            statement: {
              rate_based_statement: {
                limit: 2000,
                aggregate_key_type: "IP",
                scope_down_statement: { geo_match_statement: { country_codes: ["DE"] } },
              },
            },
            visibility_config: visibility("rate"),
          },
          {
            name: "common",
            priority: 2,
            override_action: { none: {} },
            statement: {
              managed_rule_group_statement: { name: "AWSManagedRulesCommonRuleSet", vendor_name: "AWS" },
            },
            visibility_config: visibility("common"),
          },
        ],
      },
    },
    aws_wafv2_web_acl_association: {
      a: { web_acl_arn: "${aws_wafv2_web_acl.a.arn}", resource_arn: "${aws_lb.a.arn}" },
    },
    aws_wafv2_web_acl_logging_configuration: {
      a: {
        resource_arn: "${aws_wafv2_web_acl.a.arn}",
        log_destination_configs: ["${aws_cloudwatch_log_group.waf.arn}"],
      },
    },
    aws_route53_record: {
      a: {
        zone_id: "${data.aws_route53_zone.zone.zone_id}",
        name: "api.example.com",
        type: "A",
        alias: { name: "${aws_lb.a.dns_name}", zone_id: "${aws_lb.a.zone_id}", evaluate_target_health: true },
        failover_routing_policy: { type: "PRIMARY" },
        set_identifier: "primary",
        health_check_id: "${aws_route53_health_check.a.id}",
      },
      text: {
        zone_id: "${data.aws_route53_zone.zone.zone_id}",
        name: "site.example.com",
        type: "TXT",
        ttl: 5,
        records: ["primary"],
        failover_routing_policy: { type: "PRIMARY" },
        set_identifier: "primary",
        health_check_id: "${aws_route53_health_check.a.id}",
      },
      validation: {
        for_each: "${{for o in aws_acm_certificate.a.domain_validation_options : o.domain_name => o}}",
        zone_id: "${data.aws_route53_zone.zone.zone_id}",
        name: "${each.value.resource_record_name}",
        type: "${each.value.resource_record_type}",
        ttl: 60,
        records: ["${each.value.resource_record_value}"],
      },
    },
    aws_route53_health_check: {
      a: { type: "HTTPS", fqdn: "api.example.com", port: 443, resource_path: "/", request_interval: 30 },
    },
    aws_backup_vault: {
      a: { name: "vault", kms_key_arn: "${aws_kms_key.a.arn}" },
      copies: { provider: "aws.dr", name: "copies" },
    },
    aws_backup_vault_lock_configuration: {
      a: { provider: "aws.dr", backup_vault_name: "${aws_backup_vault.copies.name}", min_retention_days: 7 },
    },
    aws_backup_restore_testing_plan: {
      a: {
        name: "restore_test",
        schedule_expression: "cron(0 9 ? * SUN *)",
        recovery_point_selection: [
          {
            algorithm: "LATEST_WITHIN_WINDOW",
            include_vaults: ["${aws_backup_vault.a.arn}"],
            recovery_point_types: ["SNAPSHOT"],
          },
        ],
      },
    },
    aws_backup_restore_testing_selection: {
      a: {
        name: "files",
        restore_testing_plan_name: "${aws_backup_restore_testing_plan.a.name}",
        protected_resource_type: "EFS",
        protected_resource_arns: ["${aws_efs_file_system.a.arn}"],
        iam_role_arn: "${aws_iam_role.a.arn}",
      },
    },
    aws_backup_plan: {
      a: {
        name: "a",
        rule: [
          {
            rule_name: "daily",
            target_vault_name: "${aws_backup_vault.a.name}",
            schedule: "cron(0 5 * * ? *)",
            lifecycle: { delete_after: 7 },
            copy_action: [
              {
                destination_vault_arn: "${aws_backup_vault.copies.arn}",
                lifecycle: { delete_after: 7 },
              },
            ],
          },
        ],
      },
    },
    aws_backup_selection: {
      a: {
        name: "a",
        plan_id: "${aws_backup_plan.a.id}",
        iam_role_arn: "${aws_iam_role.a.arn}",
        resources: ["${aws_efs_file_system.a.arn}"],
      },
    },
    aws_efs_file_system: {
      a: {
        creation_token: "a",
        encrypted: true,
        kms_key_id: "${aws_kms_key.a.arn}",
        lifecycle_policy: [
          { transition_to_ia: "AFTER_30_DAYS" },
          { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
        ],
      },
      copy: {
        provider: "aws.dr",
        creation_token: "copy",
        encrypted: true,
        protection: { replication_overwrite: "DISABLED" },
        lifecycle: { ignore_changes: ["protection"] },
      },
    },
    aws_efs_access_point: {
      a: {
        file_system_id: "${aws_efs_file_system.a.id}",
        posix_user: { uid: 1000, gid: 1000 },
        root_directory: {
          path: "/media",
          creation_info: { owner_uid: 1000, owner_gid: 1000, permissions: "0750" },
        },
      },
    },
    aws_efs_backup_policy: {
      a: { file_system_id: "${aws_efs_file_system.a.id}", backup_policy: { status: "DISABLED" } },
    },
    aws_efs_file_system_policy: {
      a: {
        file_system_id: "${aws_efs_file_system.a.id}",
        policy: policy({ Principal: "*", Action: "elasticfilesystem:ClientMount", Resource: "*" }),
      },
    },
    aws_efs_mount_target: {
      a: {
        file_system_id: "${aws_efs_file_system.a.id}",
        subnet_id: "${aws_subnet.a.id}",
        security_groups: ["${aws_security_group.a.id}"],
      },
    },
    aws_efs_replication_configuration: {
      a: {
        source_file_system_id: "${aws_efs_file_system.a.id}",
        destination: { file_system_id: "${aws_efs_file_system.copy.id}", region: "us-west-2" },
      },
    },
    aws_acm_certificate: { a: { domain_name: "api.example.com", validation_method: "DNS" } },
    aws_api_gateway_account: { a: { cloudwatch_role_arn: "${aws_iam_role.a.arn}" } },
    aws_api_gateway_rest_api: {
      a: { name: "a", endpoint_configuration: { types: ["REGIONAL"] }, binary_media_types: ["video/mp4"] },
    },
    aws_api_gateway_resource: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        parent_id: "${aws_api_gateway_rest_api.a.root_resource_id}",
        path_part: "events",
      },
      b: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        parent_id: "${aws_api_gateway_resource.a.id}",
        path_part: "{id}",
      },
    },
    aws_api_gateway_authorizer: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        name: "keys",
        type: "REQUEST",
        authorizer_uri: "${aws_lambda_function.a.invoke_arn}",
        identity_source: "method.request.header.x-api-key",
        authorizer_result_ttl_in_seconds: 60,
      },
    },
    aws_api_gateway_model: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        name: "Batch",
        content_type: "application/json",
        schema: JSON.stringify({ type: "object" }),
      },
    },
    aws_api_gateway_request_validator: {
      a: { rest_api_id: "${aws_api_gateway_rest_api.a.id}", name: "events", validate_request_body: true },
    },
    aws_api_gateway_method: {
      a: {
        ...ofApiResource,
        http_method: "POST",
        authorization: "CUSTOM",
        authorizer_id: "${aws_api_gateway_authorizer.a.id}",
        request_validator_id: "${aws_api_gateway_request_validator.a.id}",
        request_models: { "application/json": "${aws_api_gateway_model.a.name}" },
      },
    },
    aws_api_gateway_integration: {
      a: {
        ...ofApiResource,
        http_method: "${aws_api_gateway_method.a.http_method}",
        type: "HTTP_PROXY",
        integration_http_method: "POST",
        uri: "https://api.example.com/events",
        connection_type: "VPC_LINK",
        connection_id: "${aws_apigatewayv2_vpc_link.a.id}",
        integration_target: "${aws_lb.a.arn}",
      },
    },
    aws_api_gateway_method_response: {
      a: { ...ofApiResource, http_method: "${aws_api_gateway_method.a.http_method}", status_code: "202" },
    },
    aws_api_gateway_integration_response: {
      a: {
        ...ofApiResource,
        http_method: "${aws_api_gateway_method.a.http_method}",
        status_code: "${aws_api_gateway_method_response.a.status_code}",
        response_templates: { "application/json": "{}" },
      },
    },
    aws_api_gateway_gateway_response: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        response_type: "THROTTLED",
        status_code: "429",
        response_parameters: { "gatewayresponse.header.Retry-After": "'1'" },
      },
    },
    aws_api_gateway_deployment: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        triggers: { definition: "1" },
        depends_on: ["aws_api_gateway_integration_response.a"],
        lifecycle: { create_before_destroy: true },
      },
    },
    aws_api_gateway_stage: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        deployment_id: "${aws_api_gateway_deployment.a.id}",
        stage_name: "v1",
        access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.a.arn}", format: "{}" },
        xray_tracing_enabled: true,
      },
    },
    aws_api_gateway_method_settings: {
      a: {
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        stage_name: "${aws_api_gateway_stage.a.stage_name}",
        method_path: "*/*",
        settings: { logging_level: "ERROR", throttling_rate_limit: 1000, throttling_burst_limit: 500 },
      },
    },
    aws_api_gateway_domain_name: {
      a: {
        domain_name: "api.example.com",
        regional_certificate_arn: "${aws_acm_certificate_validation.a.certificate_arn}",
        security_policy: "TLS_1_2",
        endpoint_configuration: { types: ["REGIONAL"] },
      },
    },
    aws_api_gateway_base_path_mapping: {
      a: {
        api_id: "${aws_api_gateway_rest_api.a.id}",
        domain_name: "${aws_api_gateway_domain_name.a.domain_name}",
        stage_name: "${aws_api_gateway_stage.a.stage_name}",
      },
    },
    aws_apigatewayv2_vpc_link: {
      a: {
        name: "a",
        subnet_ids: ["${aws_subnet.a.id}"],
        security_group_ids: ["${aws_security_group.a.id}"],
      },
    },
    aws_acm_certificate_validation: {
      a: {
        certificate_arn: "${aws_acm_certificate.a.arn}",
        validation_record_fqdns: "${[for r in aws_route53_record.validation : r.fqdn]}",
      },
    },
  },
};
