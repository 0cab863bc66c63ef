import type { FactsTable, ResourceView } from "./model";
import {
  SUBNET,
  SECURITY_GROUP,
  KMS_KEY,
  ROLE_ARN,
  DB_INSTANCE,
  DB_SUBNET_GROUP,
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

const PORTS: Record<string, number> = { mysql: 3306, mariadb: 3306, postgres: 5432 };

const instancePort = (instance: ResourceView): number => PORTS[textIn(instance, "engine")] ?? 1433;

/** Database instances outside of Aurora. */
export const RDS: FactsTable = {
  aws_db_instance: {
    filled: `
      allocated_storage availability_zone backup_retention_period backup_target backup_window
      ca_cert_identifier character_set_name db_name db_subnet_group_name domain_fqdn engine
      engine_version iops kms_key_id license_model maintenance_window master_user_secret_kms_key_id
      monitoring_role_arn multi_az nchar_character_set_name network_type option_group_name
      parameter_group_name performance_insights_kms_key_id performance_insights_retention_period port
      replica_mode snapshot_identifier storage_throughput storage_type timezone username
      vpc_security_group_ids engine_lifecycle_support database_insights_mode
    `,
    sensitive: "password",
    replaces: `
      availability_zone backup_target character_set_name custom_iam_instance_profile db_name engine
      kms_key_id nchar_character_set_name snapshot_identifier storage_encrypted timezone username
      restore_to_point_in_time s3_import.bucket_name s3_import.bucket_prefix s3_import.ingestion_role
      s3_import.source_engine s3_import.source_engine_version
    `,
    defaults: {
      apply_immediately: false,
      auto_minor_version_upgrade: true,
      copy_tags_to_snapshot: false,
      dedicated_log_volume: false,
      delete_automated_backups: true,
      monitoring_interval: 0,
      performance_insights_enabled: false,
      publicly_accessible: false,
      skip_final_snapshot: false,
    },
    values: {
      backup_target: "outposts region",
      enabled_cloudwatch_logs_exports: `
        agent alert audit diag.log error general iam-db-auth-error listener notify.log oemagent
        postgresql slowquery trace upgrade
      `,
      network_type: "DUAL IPV4",
      replica_mode: "open-read-only mounted",
      database_insights_mode: "standard advanced",
      monitoring_interval: MONITORING_INTERVALS,
      performance_insights_retention_period: INSIGHTS_RETENTIONS,
    },
    conflicts: [
      "backup_target s3_import",
      "character_set_name s3_import",
      "db_name replicate_source_db",
      "domain domain_auth_secret_arn",
      "domain domain_dns_ips",
      "domain domain_fqdn",
      "domain domain_ou",
      "domain_auth_secret_arn domain_iam_role_name",
      "domain_dns_ips domain_iam_role_name",
      "domain_fqdn domain_iam_role_name",
      "domain_iam_role_name domain_ou",
      "manage_master_user_password password",
      "replicate_source_db restore_to_point_in_time",
      "replicate_source_db s3_import",
      "replicate_source_db username",
      "restore_to_point_in_time s3_import",
      "restore_to_point_in_time snapshot_identifier",
      "restore_to_point_in_time.restore_time restore_to_point_in_time.use_latest_restorable_time",
      "s3_import snapshot_identifier",
      "s3_import timezone",
      "password password_wo",
      "manage_master_user_password password_wo",
    ],
    // "Required unless": what a snapshot, a point in time, a source or an import brings along.
    atLeastOne: [
      "allocated_storage snapshot_identifier restore_to_point_in_time replicate_source_db",
      "engine snapshot_identifier restore_to_point_in_time replicate_source_db",
      "username snapshot_identifier restore_to_point_in_time replicate_source_db",
      `password password_wo manage_master_user_password snapshot_identifier restore_to_point_in_time
       replicate_source_db`,
    ],
    together: { password_wo: "password_wo_version", password_wo_version: "password_wo" },
    formats: { arn: "domain_auth_secret_arn kms_key_id monitoring_role_arn performance_insights_kms_key_id" },
    uniqueName: "identifier",
    deletionProtection: "deletion_protection",
    patterns: {
      identifier: DB_IDENTIFIER,
      final_snapshot_identifier: SNAPSHOT_IDENTIFIER,
      backup_window: DAILY_WINDOW,
      maintenance_window: WEEKLY_WINDOW,
      instance_class: INSTANCE_CLASS,
    },
    lengths: { identifier: [1, 63], password: [8, 128], password_wo: [8, 128] },
    ranges: { backup_retention_period: [0, 35], port: [1150, 65535] },
    references: {
      kms_key_id: KMS_KEY,
      performance_insights_kms_key_id: KMS_KEY,
      replicate_source_db: DB_INSTANCE,
      db_subnet_group_name: DB_SUBNET_GROUP,
      parameter_group_name: PARAMETER_GROUP,
      vpc_security_group_ids: SECURITY_GROUP,
      monitoring_role_arn: ROLE_ARN,
    },
    answers: {
      id: "{resource_id}",
      resource_id: "db-{hex26}",
      arn: "arn:{partition}:rds:{region}:{account}:db:{identifier}",
      address: "{identifier}.{hex12}.{region}.rds.amazonaws.com",
      endpoint: (instance) => `${String(instance.get("address"))}:${String(instance.get("port"))}`,
      hosted_zone_id: "Z{digits13}",
      allocated_storage: 20,
      availability_zone: "{region}a",
      backup_retention_period: 0,
      backup_target: "region",
      backup_window: "03:00-03:30",
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      database_insights_mode: "standard",
      db_name: "",
      db_subnet_group_name: "default",
      engine: "postgres",
      engine_lifecycle_support: "open-source-rds-extended-support",
      engine_version: "16.4",
      engine_version_actual: (instance) => instance.get("engine_version"),
      iops: 0,
      license_model: "postgresql-license",
      maintenance_window: "sun:04:00-sun:04:30",
      multi_az: false,
      network_type: "IPV4",
      option_group_name: "default:postgres-16",
      parameter_group_name: "default.postgres16",
      performance_insights_retention_period: 0,
      port: instancePort,
      replicas: [],
      status: "available",
      storage_throughput: 0,
      storage_type: "gp2",
      username: "admin",
      vpc_security_group_ids: [],
      latest_restorable_time: "",
      listener_endpoint: [],
      master_user_secret: [],
    },
  },
  aws_db_parameter_group: {
    replaces: "description family name name_prefix",
    defaults: {
      description: "Managed by Terraform",
      "parameter.apply_method": "immediate",
      skip_destroy: false,
    },
    values: { "parameter.apply_method": "immediate pending-reboot" },
    uniqueName: "name",
    patterns: { name: PARAMETER_GROUP_NAME },
    lengths: { name: [1, 255] },
    answers: { id: "{name}", arn: "arn:{partition}:rds:{region}:{account}:pg:{name}" },
  },
  aws_db_subnet_group: {
    replaces: "name name_prefix",
    defaults: { description: "Managed by Terraform" },
    uniqueName: "name",
    patterns: { name: [/^[a-z0-9 ._-]+$/, "may contain lower-case letters, digits, spaces and ._- only"] },
    lengths: { name: [1, 255] },
    references: { subnet_ids: SUBNET },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:rds:{region}:{account}:subgrp:{name}",
      supported_network_types: ["IPV4"],
      vpc_id: "vpc-{hex17}",
    },
  },
};
