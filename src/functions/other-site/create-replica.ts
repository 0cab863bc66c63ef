import {
  CreateDBInstanceReadReplicaCommand,
  DBInstanceAlreadyExistsFault,
  type CreateDBInstanceReadReplicaCommandInput,
  type RDSClient,
} from "@aws-sdk/client-rds";
import type { ReplicaBlueprint } from "../../constructs/database/replica-blueprint";
import type { Tools } from "./tools";

/** What is made where. */
export interface CreateReplicaProps {
  /** Of the function's own region, where the replica shall be. */
  readonly rds: RDSClient;
  readonly blueprint: ReplicaBlueprint;
}

/** How far the replica is: `exists` where there is an instance of its name, in whichever state. */
export interface CreatedReplica {
  readonly state: "started" | "exists";
}

/**
 * Makes a replica of the other site's database. The call is one of the own region; the SDK signs a URL for the source's, with
 * which RDS asks there (RDS API reference, CreateDBInstanceReadReplica, PreSignedUrl, read 2026-11).
 *
 * @throws what RDS refuses as it is, such as a source that is not available now.
 */
export async function createReplica(
  { rds, blueprint }: CreateReplicaProps,
  { signal }: Tools,
): Promise<CreatedReplica> {
  try {
    await rds.send(new CreateDBInstanceReadReplicaCommand(inputOf(blueprint)), { abortSignal: signal });
    return { state: "started" };
  } catch (error) {
    if (error instanceof DBInstanceAlreadyExistsFault) return { state: "exists" };
    throw error;
  }
}

function inputOf(blueprint: ReplicaBlueprint): CreateDBInstanceReadReplicaCommandInput {
  const { performanceInsights: insights, monitoringIntervalSeconds } = blueprint;
  return {
    DBInstanceIdentifier: blueprint.identifier,
    SourceDBInstanceIdentifier: blueprint.sourceArn,
    DBInstanceClass: blueprint.instanceClass,
    MultiAZ: blueprint.multiAz,
    KmsKeyId: blueprint.kmsKeyArn,
    DBSubnetGroupName: blueprint.subnetGroupName,
    VpcSecurityGroupIds: [blueprint.securityGroupId],
    DBParameterGroupName: blueprint.parameterGroupName,
    Port: blueprint.port,
    StorageType: blueprint.storageType,
    MaxAllocatedStorage: blueprint.maxAllocatedStorage,
    EnableIAMDatabaseAuthentication: blueprint.iamAuthentication,
    AutoMinorVersionUpgrade: blueprint.autoMinorVersionUpgrade,
    PubliclyAccessible: blueprint.publiclyAccessible,
    CopyTagsToSnapshot: blueprint.copyTagsToSnapshot,
    DeletionProtection: blueprint.deletionProtection,
    CACertificateIdentifier: blueprint.caCertificateIdentifier,
    // Without an interval RDS takes no role.
    ...(monitoringIntervalSeconds > 0 && {
      MonitoringInterval: monitoringIntervalSeconds,
      MonitoringRoleArn: blueprint.monitoringRoleArn,
    }),
    EnablePerformanceInsights: true,
    PerformanceInsightsKMSKeyId: insights.kmsKeyArn,
    PerformanceInsightsRetentionPeriod: insights.retentionDays,
    EnableCloudwatchLogsExports: [...blueprint.logExports],
    Tags: Object.entries(blueprint.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}
