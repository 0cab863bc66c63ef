import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { otherSite, type Site } from "../../config/site";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { SiteRole } from "../failover/site-role";
import type { Network } from "../network/network";
import type { LogGroup } from "../observability/log-group";
import { POSTGRESQL_PORT } from "./aurora-cluster";
import type { InstanceSettings } from "./instance-settings";
import { POSTGRES_LOGS, PostgresParts } from "./postgres-parts";
import type { ReplicaBlueprint } from "./replica-blueprint";

const IDENTIFIED = "rds";
const STORAGE_TYPE = "gp3";
const BACKUP_WINDOW = "03:00-05:00";
const MAINTENANCE_WINDOW = "sun:05:00-sun:07:00";
/** RDS's own default; it is valid until 2061 (RDS User Guide, "Using SSL/TLS", as of June 2023). */
const CA_CERTIFICATE = "rds-ca-rsa2048-g1";
/** The shortest retention, and the free one, in days (CreateDBInstance, API model of SDK 3.1169, read 2026-11). */
const PERFORMANCE_INSIGHTS_DAYS = 7;

/** What an RDS for PostgreSQL instance is made from, on either site. */
export interface PostgresDatabaseProps {
  readonly network: Network;
  readonly role: SiteRole;
  /** Encrypts the storage and Performance Insights. A key of the own region. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  /** The same on both sites. */
  readonly settings: InstanceSettings;
}

/** An RDS for PostgreSQL instance with its surroundings: what the source and the replica have in common. */
export abstract class PostgresDatabase extends Construct {
  /** Computed, so that alarms, dashboards and failovers that name it stay literal. */
  readonly identifier: string;
  readonly parts: PostgresParts;
  readonly port = POSTGRESQL_PORT;
  /** What takes the instance's place after a failover to the other site is made of this. */
  readonly blueprint: ReplicaBlueprint;
  abstract readonly resource: DbInstance;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresDatabaseProps,
  ) {
    super(scope, id);
    this.identifier = nameFor(this, IDENTIFIED, "rdsIdentifier");
    this.parts = new PostgresParts(this, "parts", { ...props, identifier: this.identifier });
    this.blueprint = this.describe();
  }

  /** The host name, which a promotion does not change. */
  get endpoint(): string {
    return this.resource.address;
  }

  get securityGroup(): SecurityGroup {
    return this.parts.securityGroup;
  }

  /** Of `postgresql.log`. */
  get logGroup(): LogGroup {
    const [logGroup] = this.parts.logGroups;
    if (!logGroup) throw new Error(`${this.node.path}: no log is exported`);
    return logGroup;
  }

  /** Adds the instance: `own` is what only the source, or only the replica, is given. */
  protected addInstance(own: Partial<DbInstanceConfig>): DbInstance {
    const { isProtected } = RegionalStack.of(this);
    const { blueprint, parts } = this;
    const { settings, role } = this.props;
    const instance = new DbInstance(this, "Default", {
      provider: providerOf(this),
      identifier: this.identifier,
      engineVersion: settings.engineVersion,
      instanceClass: blueprint.instanceClass,
      multiAz: role.chooseFlag(settings.multiAz),
      port: blueprint.port,
      storageType: blueprint.storageType,
      maxAllocatedStorage: blueprint.maxAllocatedStorage,
      storageEncrypted: true,
      kmsKeyId: blueprint.kmsKeyArn,
      dbSubnetGroupName: parts.subnetGroup.name,
      parameterGroupName: parts.parameterGroup.name,
      vpcSecurityGroupIds: [blueprint.securityGroupId],
      publiclyAccessible: blueprint.publiclyAccessible,
      caCertIdentifier: blueprint.caCertificateIdentifier,
      iamDatabaseAuthenticationEnabled: blueprint.iamAuthentication,
      autoMinorVersionUpgrade: blueprint.autoMinorVersionUpgrade,
      allowMajorVersionUpgrade: false,
      applyImmediately: !isProtected,
      backupRetentionPeriod: blueprint.backupRetentionDays,
      backupWindow: blueprint.backupWindow,
      maintenanceWindow: blueprint.maintenanceWindow,
      copyTagsToSnapshot: blueprint.copyTagsToSnapshot,
      monitoringInterval: blueprint.monitoringIntervalSeconds,
      monitoringRoleArn: blueprint.monitoringRoleArn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: blueprint.performanceInsights.kmsKeyArn,
      performanceInsightsRetentionPeriod: blueprint.performanceInsights.retentionDays,
      enabledCloudwatchLogsExports: [...blueprint.logExports],
      deletionProtection: blueprint.deletionProtection,
      deleteAutomatedBackups: !isProtected,
      skipFinalSnapshot: !isProtected,
      ...(isProtected && { finalSnapshotIdentifier: `${this.identifier}-final` }),
      dependsOn: parts.logGroups.map(({ resource }) => resource),
      ...own,
    });
    this.answerFindings(instance);
    return instance;
  }

  private answerFindings(instance: DbInstance): void {
    const { multiAz } = this.props.settings;
    answerFinding(
      instance,
      "CKV_AWS_226",
      "Versions are raised on purpose, in both sites: a replica must not be older than its source.",
    );
    if (!RegionalStack.of(this).isProtected) {
      answerFinding(
        instance,
        "CKV_AWS_293",
        "A destroyable environment: nothing may be left behind after a destroy.",
      );
    }
    if (!(siteOf(this) === "primary" ? multiAz.active : multiAz.standby)) {
      answerFinding(
        instance,
        "CKV_AWS_157",
        "The environment decides, for each role: a standby elsewhere is only as good as the site that it stands in for.",
      );
    }
  }

  private describe(): ReplicaBlueprint {
    const { parts } = this;
    const { settings, keyArn } = this.props;
    return {
      identifier: this.identifier,
      sourceArn: instanceArn(this, otherSite(siteOf(this))),
      instanceClass: settings.instanceClass,
      multiAz: settings.multiAz.standby,
      kmsKeyArn: keyArn,
      subnetGroupName: nameFor(this, "database", "rdsSubnetGroup"),
      securityGroupId: parts.securityGroup.id,
      securityGroupName: nameFor(this, "database", "securityGroup"),
      parameterGroupName: nameFor(this, "database", "rdsParameterGroup"),
      port: this.port,
      storageType: STORAGE_TYPE,
      maxAllocatedStorage: settings.maximumStorageGb,
      iamAuthentication: true,
      autoMinorVersionUpgrade: false,
      publiclyAccessible: false,
      copyTagsToSnapshot: true,
      deletionProtection: RegionalStack.of(this).isProtected,
      caCertificateIdentifier: CA_CERTIFICATE,
      monitoringRoleArn: parts.monitoringRole.arn,
      monitoringRoleName: nameFor(this, "database-monitoring", "iamRole"),
      monitoringIntervalSeconds: settings.monitoringIntervalSeconds,
      performanceInsights: { kmsKeyArn: keyArn, retentionDays: PERFORMANCE_INSIGHTS_DAYS },
      logExports: POSTGRES_LOGS,
      backupRetentionDays: settings.backupRetentionDays,
      backupWindow: BACKUP_WINDOW,
      maintenanceWindow: MAINTENANCE_WINDOW,
      tags: defaultTags(this),
    };
  }
}

/** The identifier of a site's instance, computed: neither site asks the other region for it. */
export function instanceIdentifier(scope: Construct, site: Site): string {
  return RegionalStack.of(scope).physicalName(IDENTIFIED, "rdsIdentifier", site);
}

/** The ARN of a site's instance, computed. */
export function instanceArn(scope: Construct, site: Site): string {
  const { regions, environment } = RegionalStack.of(scope);
  return `arn:aws:rds:${regions[site]}:${environment.account}:db:${instanceIdentifier(scope, site)}`;
}

/** What the provider tags the resources of a construct's site with. */
function defaultTags(scope: Construct): Record<string, string> {
  const given = RegionalStack.of(scope).aliases[siteOf(scope)].defaultTagsInput;
  const [tags] = Array.isArray(given) ? given : [];
  if (!tags?.tags) throw new Error(`${scope.node.path}: the provider has no default tags`);
  return tags.tags;
}
