import type { Service } from "../service";
import type { Attributes, StoredValue } from "../store";
import type { DatabaseInstances } from "./instances";

interface Named {
  readonly DbInstanceIdentifier: string;
}

/** How the API names what Terraform reads back, as Step Functions spells it. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  AutoMinorVersionUpgrade: "auto_minor_version_upgrade",
  BackupRetentionPeriod: "backup_retention_period",
  CaCertificateIdentifier: "ca_cert_identifier",
  CopyTagsToSnapshot: "copy_tags_to_snapshot",
  DbInstanceClass: "instance_class",
  DbParameterGroupName: "parameter_group_name",
  DbSubnetGroupName: "db_subnet_group_name",
  DeletionProtection: "deletion_protection",
  EnableCloudwatchLogsExports: "enabled_cloudwatch_logs_exports",
  EnableIAMDatabaseAuthentication: "iam_database_authentication_enabled",
  EnablePerformanceInsights: "performance_insights_enabled",
  KmsKeyId: "kms_key_id",
  MaxAllocatedStorage: "max_allocated_storage",
  MonitoringInterval: "monitoring_interval",
  MonitoringRoleArn: "monitoring_role_arn",
  MultiAZ: "multi_az",
  PerformanceInsightsKMSKeyId: "performance_insights_kms_key_id",
  PerformanceInsightsRetentionPeriod: "performance_insights_retention_period",
  Port: "port",
  PreferredBackupWindow: "backup_window",
  PreferredMaintenanceWindow: "maintenance_window",
  PubliclyAccessible: "publicly_accessible",
  StorageType: "storage_type",
  VpcSecurityGroupIds: "vpc_security_group_ids",
};

/**
 * The calls that instances of RDS take.
 *
 * Sources: RDS API reference (DescribeDBInstances, PromoteReadReplica, ModifyDBInstance, DeleteDBInstance,
 * CreateDBInstanceReadReplica), read 2026-11.
 */
export function instanceActions(instances: () => DatabaseInstances): Service {
  return {
    describeDBInstances: ({ DbInstanceIdentifier }: Named, region: string) => ({
      DbInstances: [describe(instances(), instances().find(DbInstanceIdentifier, region))],
    }),
    promoteReadReplica: ({ DbInstanceIdentifier, ...settings }: Named, region: string) => {
      instances().promote(instances().find(DbInstanceIdentifier, region), attributesOf(settings));
      return { DbInstance: { DbInstanceIdentifier } };
    },
    modifyDBInstance: (args: Named & { readonly DeletionProtection?: boolean }, region: string) => {
      const { DbInstanceIdentifier, DeletionProtection, ...settings } = args;
      const instance = instances().find(DbInstanceIdentifier, region);
      instances().modify(instance, DeletionProtection, attributesOf(settings));
      return { DbInstance: { DbInstanceIdentifier } };
    },
    deleteDBInstance: (args: Named & { readonly FinalDBSnapshotIdentifier?: string }, region: string) => {
      const { DbInstanceIdentifier, FinalDBSnapshotIdentifier: snapshot } = args;
      instances().delete(instances().find(DbInstanceIdentifier, region), snapshot);
      return { DbInstance: { DbInstanceIdentifier } };
    },
    createDBInstanceReadReplica: (
      args: Named & { readonly SourceDBInstanceIdentifier: string },
      region: string,
    ) => {
      const { DbInstanceIdentifier, SourceDBInstanceIdentifier: source, ...settings } = args;
      instances().replicate(DbInstanceIdentifier, region, source, attributesOf(settings));
      return { DbInstance: { DbInstanceIdentifier } };
    },
  };
}

function describe(instances: DatabaseInstances, instance: StoredValue) {
  const { attributes } = instance;
  const [source, status] = [instances.sourceOf(instance), instances.statusOf(instance)];
  return {
    DbInstanceIdentifier: attributes["identifier"],
    DbInstanceArn: attributes["arn"],
    DbInstanceStatus: status,
    MultiAZ: attributes["multi_az"] ?? false,
    DeletionProtection: attributes["deletion_protection"] ?? false,
    BackupRetentionPeriod: attributes["backup_retention_period"],
    PreferredBackupWindow: attributes["backup_window"],
    PreferredMaintenanceWindow: attributes["maintenance_window"],
    ...(source !== undefined && { ReadReplicaSourceDBInstanceIdentifier: source }),
    StatusInfos:
      source === undefined || status === "creating"
        ? []
        : [{ StatusType: "read replication", Normal: true, Status: "replicating" }],
  };
}

function attributesOf(settings: object): Attributes {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => {
      const attribute = ARGUMENTS[name];
      return attribute === undefined ? [] : [[attribute, value as unknown]];
    }),
  );
}
