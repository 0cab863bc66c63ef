import { RdsCluster, type RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { SiteRole } from "../failover/site-role";
import type { Network } from "../network/network";
import { AuroraParts } from "./aurora-parts";
import type { AuroraCapacity } from "./capacity";

export const AURORA_POSTGRESQL = "aurora-postgresql";
export const POSTGRESQL_PORT = 5432;

/** What a failover changes on a member of a global database, and an upgrade of the global cluster on all of them. */
const MOVED_BY_OTHERS = ["global_cluster_identifier", "replication_source_identifier", "engine_version"];

/** How often enhanced monitoring reports, in seconds; RDS takes 0, 1, 5, 10, 15, 30 or 60. */
const MONITORING_INTERVAL_SECONDS = 60;
/** The shortest retention, and the default, in days (CreateDBCluster, API model of SDK 3.1169, read 2026-11). */
const PERFORMANCE_INSIGHTS_DAYS = 7;

/** What a member cluster of a global database is made from, on either site. */
export interface AuroraClusterProps {
  readonly network: Network;
  /** For example `16.8`. Both members must have the same. */
  readonly engineVersion: string;
  readonly capacity: AuroraCapacity;
  /** Zone letters of the instances, one instance each. At least one: a member without instances can't be promoted. */
  readonly instanceZones: readonly string[];
  /** Days of automated backups with point-in-time recovery; Aurora takes 1 to 35. */
  readonly backupRetentionDays: number;
  readonly role: SiteRole;
  /** Encrypts the storage and Performance Insights. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  readonly globalClusterIdentifier: string;
  /**
   * Whether a plan of AWS Backup in the same stack backs the cluster up, beside what Aurora does by itself.
   *
   * @default false
   */
  readonly hasBackupPlan?: boolean | undefined;
  /** What only the first writer of the global database is given; a follower inherits it. */
  readonly writer?: Pick<
    RdsClusterConfig,
    "databaseName" | "masterUsername" | "masterPasswordWo" | "masterPasswordWoVersion"
  >;
  /**
   * @default - nothing beyond what its arguments refer to
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** A member cluster of an Aurora PostgreSQL global database, with its instances and surroundings. */
export class AuroraCluster extends Construct {
  /** Computed, so that alarms and dashboards that name it stay literal. */
  readonly clusterIdentifier: string;
  readonly parts: AuroraParts;
  readonly resource: RdsCluster;
  /** Made one by one: what logs into the database comes after them. */
  readonly instances: readonly RdsClusterInstance[];

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    if (props.instanceZones.length === 0) {
      throw new Error(
        `${this.node.path}: a global database member needs an instance before it can be promoted`,
      );
    }
    this.clusterIdentifier = nameFor(this, "database", "rdsIdentifier");
    this.parts = new AuroraParts(this, "parts", { ...props, clusterIdentifier: this.clusterIdentifier });
    this.resource = this.addCluster(props);
    this.instances = props.instanceZones.map((zone) => this.addInstance(zone, props));
  }

  private addCluster(props: AuroraClusterProps): RdsCluster {
    const { isProtected } = RegionalStack.of(this);
    const { clusterIdentifier } = this;
    const { capacity, role } = props;
    const cluster = new RdsCluster(this, "Default", {
      provider: providerOf(this),
      clusterIdentifier,
      engine: AURORA_POSTGRESQL,
      engineVersion: props.engineVersion,
      globalClusterIdentifier: props.globalClusterIdentifier,
      ...props.writer,
      ...(capacity.kind === "serverless" && {
        serverlessv2ScalingConfiguration: {
          minCapacity: role.choose(capacity.minimumUnits),
          maxCapacity: capacity.maximumUnits,
        },
      }),
      port: POSTGRESQL_PORT,
      dbSubnetGroupName: this.parts.subnetGroup.name,
      dbClusterParameterGroupName: this.parts.parameterGroup.name,
      vpcSecurityGroupIds: [this.parts.securityGroup.id],
      storageEncrypted: true,
      kmsKeyId: props.keyArn,
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: props.backupRetentionDays,
      preferredBackupWindow: "03:00-04:00",
      preferredMaintenanceWindow: "sun:04:30-sun:05:30",
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      deletionProtection: isProtected,
      skipFinalSnapshot: !isProtected,
      ...(isProtected && { finalSnapshotIdentifier: `${clusterIdentifier}-final` }),
      lifecycle: { ignoreChanges: MOVED_BY_OTHERS },
      dependsOn: [this.parts.logGroup.resource, ...(props.dependsOn ?? [])],
    });
    if (!props.hasBackupPlan) {
      answerFinding(
        cluster,
        "CKV2_AWS_8",
        `Aurora backs itself up continuously, with point-in-time recovery over ${props.backupRetentionDays} days.`,
      );
    }
    if (!isProtected) {
      answerFinding(
        cluster,
        "CKV_AWS_139",
        "A destroyable environment: nothing may be left behind after a destroy.",
      );
    }
    return cluster;
  }

  private addInstance(zone: string, props: AuroraClusterProps): RdsClusterInstance {
    const { isProtected } = RegionalStack.of(this);
    const instance = new RdsClusterInstance(this, `instance-${zone}`, {
      provider: providerOf(this),
      identifier: nameFor(this, `database-${zone}`, "rdsIdentifier"),
      clusterIdentifier: this.resource.id,
      engine: AURORA_POSTGRESQL,
      instanceClass: props.capacity.kind === "serverless" ? "db.serverless" : props.capacity.instanceClass,
      availabilityZone: `${regionOf(this)}${zone}`,
      dbSubnetGroupName: this.parts.subnetGroup.name,
      publiclyAccessible: false,
      // Has no effect in a global database (Aurora User Guide, limitations); said, so that nobody counts on it.
      autoMinorVersionUpgrade: false,
      applyImmediately: !isProtected,
      monitoringInterval: MONITORING_INTERVAL_SECONDS,
      monitoringRoleArn: this.parts.monitoringRole.arn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.keyArn,
      performanceInsightsRetentionPeriod: PERFORMANCE_INSIGHTS_DAYS,
      copyTagsToSnapshot: true,
    });
    answerFinding(
      instance,
      "CKV_AWS_226",
      "Automatic minor upgrades have no effect in a global database; the global cluster's version is raised instead.",
    );
    return instance;
  }
}
