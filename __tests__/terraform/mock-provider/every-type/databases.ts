/** Resources of every type that has facts: databases. */
export const databases = {
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
};
