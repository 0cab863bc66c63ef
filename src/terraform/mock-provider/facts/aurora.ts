import type { FactsTable, ResourceView } from "./model";
import {
  SECURITY_GROUP,
  KMS_KEY,
  ROLE_ARN,
  GLOBAL_CLUSTER,
  RDS_CLUSTER,
  DB_SUBNET_GROUP,
  CLUSTER_PARAMETER_GROUP,
  PARAMETER_GROUP,
} from "./references";
import {
  DB_IDENTIFIER,
  SNAPSHOT_IDENTIFIER,
  DAILY_WINDOW,
  WEEKLY_WINDOW,
  INSIGHTS_RETENTIONS,
  INSTANCE_CLASS,
  MONITORING_INTERVALS,
  PARAMETER_GROUP_NAME,
  textIn,
} from "./shared";
import type { Value } from "../values/cty";

const isMysql = (cluster: ResourceView): boolean => textIn(cluster, "engine").includes("mysql");

const auroraVersion = (cluster: ResourceView): string =>
  isMysql(cluster) ? "8.0.mysql_aurora.3.08.0" : "16.4";

const auroraPort = (cluster: ResourceView): number => (isMysql(cluster) ? 3306 : 5432);

const defaultParameterGroup = (cluster: ResourceView): string =>
  isMysql(cluster) ? "default.aurora-mysql8.0" : "default.aurora-postgresql16";

/** Aurora stores six copies in three zones. */
const threeZones = (cluster: ResourceView): Value => ["a", "b", "c"].map((zone) => cluster.region + zone);

/** Aurora clusters, global databases included. */
export const AURORA: FactsTable = {
  aws_rds_global_cluster: {
    filled: "engine engine_version source_db_cluster_identifier storage_encrypted",
    replaces: `
      database_name engine global_cluster_identifier source_db_cluster_identifier storage_encrypted
    `,
    defaults: { deletion_protection: false },
    values: { engine: "aurora-mysql aurora-postgresql" },
    conflicts: ["engine source_db_cluster_identifier"],
    together: { source_db_cluster_identifier: "force_destroy" },
    uniqueName: "global_cluster_identifier",
    deletionProtection: "deletion_protection",
    patterns: { global_cluster_identifier: DB_IDENTIFIER },
    lengths: { global_cluster_identifier: [1, 63] },
    answers: {
      id: "{global_cluster_identifier}",
      arn: "arn:{partition}:rds::{account}:global-cluster:{global_cluster_identifier}",
      global_cluster_resource_id: "cluster-{hex16}",
      endpoint: "{global_cluster_identifier}.global-{hex12}.global.rds.amazonaws.com",
      engine: "aurora-postgresql",
      engine_version: auroraVersion,
      engine_version_actual: (cluster) => cluster.get("engine_version"),
      storage_encrypted: false,
      source_db_cluster_identifier: "",
      global_cluster_members: [],
    },
  },
  aws_rds_cluster: {
    filled: `
      allocated_storage apply_immediately availability_zones backup_retention_period cluster_members
      database_name db_cluster_parameter_group_name db_subnet_group_name db_system_id engine_version
      iam_roles kms_key_id master_user_secret_kms_key_id master_username network_type port
      preferred_backup_window preferred_maintenance_window storage_encrypted storage_type
      vpc_security_group_ids engine_lifecycle_support database_insights_mode ca_certificate_identifier
    `,
    sensitive: "master_password",
    replaces: `
      availability_zones cluster_identifier cluster_identifier_prefix database_name db_subnet_group_name
      db_system_id engine engine_mode kms_key_id master_username snapshot_identifier source_region
      storage_encrypted restore_to_point_in_time s3_import.bucket_name s3_import.bucket_prefix
      s3_import.ingestion_role s3_import.source_engine s3_import.source_engine_version
    `,
    defaults: {
      copy_tags_to_snapshot: false,
      delete_automated_backups: true,
      enable_global_write_forwarding: false,
      enable_http_endpoint: false,
      enable_local_write_forwarding: false,
      engine_mode: "provisioned",
      skip_final_snapshot: false,
      "scaling_configuration.auto_pause": true,
      "scaling_configuration.max_capacity": 16,
      "scaling_configuration.min_capacity": 1,
      "scaling_configuration.seconds_until_auto_pause": 300,
      "scaling_configuration.timeout_action": "RollbackCapacityChange",
    },
    values: {
      enabled_cloudwatch_logs_exports:
        "audit error general iam-db-auth-error instance postgresql slowquery upgrade",
      engine: "aurora-mysql aurora-postgresql mysql postgres",
      engine_mode: "global multimaster parallelquery provisioned serverless",
      network_type: "DUAL IPV4",
      "restore_to_point_in_time.restore_type": "copy-on-write full-copy",
      "scaling_configuration.timeout_action": "ForceApplyCapacityChange RollbackCapacityChange",
      database_insights_mode: "standard advanced",
    },
    conflicts: [
      "global_cluster_identifier snapshot_identifier",
      "manage_master_user_password master_password",
      "restore_to_point_in_time s3_import",
      "restore_to_point_in_time snapshot_identifier",
      "restore_to_point_in_time.restore_to_time restore_to_point_in_time.use_latest_restorable_time",
      "s3_import snapshot_identifier",
      "master_password master_password_wo",
      "manage_master_user_password master_password_wo",
    ],
    together: {
      master_password_wo: "master_password_wo_version",
      master_password_wo_version: "master_password_wo",
    },
    formats: { arn: "kms_key_id restore_to_point_in_time.source_cluster_identifier" },
    uniqueName: "cluster_identifier",
    deletionProtection: "deletion_protection",
    patterns: {
      master_username: [
        /^[A-Za-z][A-Za-z0-9]{0,15}$/,
        "must be 1 to 16 letters or digits, the first a letter",
      ],
      cluster_identifier: DB_IDENTIFIER,
      final_snapshot_identifier: SNAPSHOT_IDENTIFIER,
      preferred_backup_window: DAILY_WINDOW,
      preferred_maintenance_window: WEEKLY_WINDOW,
    },
    lengths: { cluster_identifier: [1, 63], master_password: [8, 41], master_password_wo: [8, 41] },
    ranges: { backup_retention_period: [0, 35], backtrack_window: [0, 259200], port: [1150, 65535] },
    references: {
      kms_key_id: KMS_KEY,
      global_cluster_identifier: GLOBAL_CLUSTER,
      db_subnet_group_name: DB_SUBNET_GROUP,
      db_cluster_parameter_group_name: CLUSTER_PARAMETER_GROUP,
      vpc_security_group_ids: SECURITY_GROUP,
      monitoring_role_arn: ROLE_ARN,
    },
    answers: {
      id: "{cluster_identifier}",
      arn: "arn:{partition}:rds:{region}:{account}:cluster:{cluster_identifier}",
      cluster_resource_id: "cluster-{hex24}",
      endpoint: "{cluster_identifier}.cluster-{hex12}.{region}.rds.amazonaws.com",
      reader_endpoint: "{cluster_identifier}.cluster-ro-{hex12}.{region}.rds.amazonaws.com",
      hosted_zone_id: "Z{digits13}",
      engine_version: auroraVersion,
      engine_version_actual: (cluster) => cluster.get("engine_version"),
      port: auroraPort,
      apply_immediately: false,
      availability_zones: threeZones,
      backup_retention_period: 1,
      ca_certificate_identifier: "rds-ca-rsa2048-g1",
      cluster_members: [],
      database_insights_mode: "standard",
      db_cluster_parameter_group_name: (cluster) => defaultParameterGroup(cluster),
      db_subnet_group_name: "default",
      engine_lifecycle_support: "open-source-rds-extended-support",
      iam_roles: [],
      master_username: "admin",
      network_type: "IPV4",
      preferred_backup_window: "03:00-03:30",
      preferred_maintenance_window: "sun:04:00-sun:04:30",
      storage_encrypted: false,
      storage_type: "",
      vpc_security_group_ids: [],
      master_user_secret: [],
    },
  },
  aws_rds_cluster_instance: {
    filled: `
      apply_immediately availability_zone ca_cert_identifier db_parameter_group_name
      db_subnet_group_name engine_version monitoring_role_arn performance_insights_enabled
      performance_insights_kms_key_id performance_insights_retention_period preferred_backup_window
      preferred_maintenance_window publicly_accessible
    `,
    replaces: `
      availability_zone cluster_identifier custom_iam_instance_profile db_subnet_group_name engine
      identifier identifier_prefix
    `,
    defaults: {
      auto_minor_version_upgrade: true,
      copy_tags_to_snapshot: false,
      monitoring_interval: 0,
      promotion_tier: 0,
    },
    values: {
      engine: "aurora-mysql aurora-postgresql mysql postgres",
      monitoring_interval: MONITORING_INTERVALS,
      performance_insights_retention_period: INSIGHTS_RETENTIONS,
    },
    formats: { arn: "performance_insights_kms_key_id" },
    uniqueName: "identifier",
    patterns: {
      identifier: DB_IDENTIFIER,
      preferred_backup_window: DAILY_WINDOW,
      preferred_maintenance_window: WEEKLY_WINDOW,
      instance_class: INSTANCE_CLASS,
    },
    lengths: { identifier: [1, 63] },
    ranges: { promotion_tier: [0, 15] },
    references: {
      cluster_identifier: RDS_CLUSTER,
      db_parameter_group_name: PARAMETER_GROUP,
      db_subnet_group_name: DB_SUBNET_GROUP,
      monitoring_role_arn: ROLE_ARN,
      performance_insights_kms_key_id: KMS_KEY,
    },
    answers: {
      id: "{identifier}",
      arn: "arn:{partition}:rds:{region}:{account}:db:{identifier}",
      dbi_resource_id: "db-{hex26}",
      endpoint: "{identifier}.{hex12}.{region}.rds.amazonaws.com",
      availability_zone: "{region}a",
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      db_parameter_group_name: "default",
      db_subnet_group_name: "default",
      engine_version: auroraVersion,
      engine_version_actual: (instance) => instance.get("engine_version"),
      apply_immediately: false,
      network_type: "IPV4",
      port: auroraPort,
      performance_insights_enabled: false,
      performance_insights_retention_period: 0,
      preferred_backup_window: "03:00-03:30",
      preferred_maintenance_window: "sun:04:00-sun:04:30",
      publicly_accessible: false,
      storage_encrypted: true,
      writer: false,
    },
  },
  aws_rds_cluster_parameter_group: {
    replaces: "description family name name_prefix",
    defaults: { description: "Managed by Terraform", "parameter.apply_method": "immediate" },
    values: { "parameter.apply_method": "immediate pending-reboot" },
    uniqueName: "name",
    patterns: { name: PARAMETER_GROUP_NAME },
    lengths: { name: [1, 255] },
    answers: { id: "{name}", arn: "arn:{partition}:rds:{region}:{account}:cluster-pg:{name}" },
  },
};
