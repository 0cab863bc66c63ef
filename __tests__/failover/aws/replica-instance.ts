import { otherSite, type Site } from "../../../src/config/site";
import type { ReplicaBlueprint } from "../../../src/constructs/database/replica-blueprint";
import { scopeOf } from "../machine/machines";

const identifierOf = (site: Site) => `shop-rds-${site === "dr" ? "dr-test" : "test"}`;
const arnOf = (site: Site) => {
  const { region, account } = scopeOf(site);
  return `arn:aws:rds:${region}:${account}:db:${identifierOf(site)}`;
};

/** The instance of a site, as its stack has it. */
export function instance(site: Site, multiAz: string) {
  const { kmsKeyArn, subnetGroupName, parameterGroupName, maxAllocatedStorage } = blueprintOf(site);
  return {
    aws_db_instance: {
      database: {
        identifier: identifierOf(site),
        ...(site === "dr" && { replicate_source_db: arnOf("primary") }),
        multi_az: multiAz,
        backup_retention_period: 7,
        backup_window: "03:00-05:00",
        maintenance_window: "sun:05:00-sun:07:00",
        deletion_protection: true,
        instance_class: "db.t3.medium",
        kms_key_id: kmsKeyArn,
        db_subnet_group_name: subnetGroupName,
        parameter_group_name: parameterGroupName,
        max_allocated_storage: maxAllocatedStorage,
        lifecycle: { ignore_changes: ["replicate_source_db"] },
      },
    },
  };
}

/** What a replica is made of that takes the place of a site's instance. */
export function blueprintOf(site: Site): ReplicaBlueprint {
  const { region, account } = scopeOf(site);
  const kmsKeyArn = `arn:aws:kms:${region}:${account}:key/11111111-1111-4111-8111-111111111111`;
  return {
    identifier: identifierOf(site),
    sourceArn: arnOf(otherSite(site)),
    instanceClass: "db.t3.medium",
    multiAz: false,
    kmsKeyArn,
    subnetGroupName: `${identifierOf(site)}-subnets`,
    securityGroupId: "sg-0123456789abcdef0",
    securityGroupName: "shop-rds-access",
    parameterGroupName: `${identifierOf(site)}-parameters`,
    port: 5432,
    storageType: "gp3",
    maxAllocatedStorage: 500,
    iamAuthentication: false,
    autoMinorVersionUpgrade: false,
    publiclyAccessible: false,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    caCertificateIdentifier: "rds-ca-rsa2048-g1",
    monitoringRoleArn: `arn:aws:iam::${account}:role/shop-monitoring`,
    monitoringRoleName: "shop-monitoring",
    monitoringIntervalSeconds: 60,
    performanceInsights: { kmsKeyArn, retentionDays: 7 },
    logExports: ["postgresql", "upgrade"],
    backupRetentionDays: 7,
    backupWindow: "03:00-05:00",
    maintenanceWindow: "sun:05:00-sun:07:00",
    tags: { Environment: "test" },
  };
}
