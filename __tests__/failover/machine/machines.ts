import type { Site } from "../../../src/config/site";
import { DURATIONS } from "../../../src/failover/durations";
import { compose, type Composed } from "../../../src/failover/machine/compose";
import type { MachineScope } from "../../../src/failover/machine/step";
import type { Participant } from "../../../src/failover/participant";
import { auroraGlobalDatabase } from "../../../src/failover/participants/aurora-global-database";
import { efsReplication } from "../../../src/failover/participants/efs-replication";
import { fargateService } from "../../../src/failover/participants/fargate-service";
import { rdsReplica } from "../../../src/failover/participants/rds-replica";

const REGIONS = { primary: "us-east-1", dr: "us-east-2" } as const;

/** A site's scope, with names as the constructs compute them. */
export function scopeOf(site: Site): MachineScope {
  const region = REGIONS[site];
  const end = site === "dr" ? "dr-test" : "test";
  return {
    system: "shop",
    site,
    account: "123456789012",
    suffix: "test",
    region,
    otherRegion: REGIONS[site === "dr" ? "primary" : "dr"],
    machineArn: `arn:aws:states:${region}:123456789012:stateMachine:shop-failover-${end}`,
    roleTable: "shop-role-dr-test",
    otherService: { clusterName: "shop-other", serviceName: "shop-service-other" },
    otherSiteArn: `arn:aws:lambda:${region}:123456789012:function:shop-other-site-${end}`,
    probeArn: `arn:aws:lambda:${region}:123456789012:function:shop-probe-site-${end}`,
    topicArn: `arn:aws:sns:${region}:123456789012:shop-alerts-${end}`,
  };
}

/** Which stores a shop has: a global database, an instance with a replica, or that and a file system with a copy. */
export type Database = "aurora" | "replica" | "media";

const AURORA = auroraGlobalDatabase({
  globalClusterIdentifier: "shop-database-global-test",
  clusterIdentifiers: { primary: "shop-database-test", dr: "shop-database-dr-test" },
  capacity: { minimumUnits: { active: 1, standby: 0.5 }, maximumUnits: 8 },
});

const REPLICA = rdsReplica({
  identifiers: { primary: "shop-rds-test", dr: "shop-rds-dr-test" },
  backupRetentionDays: 7,
  backupWindow: "03:00-05:00",
  maintenanceWindow: "sun:05:00-sun:07:00",
  multiAz: { active: true, standby: false },
});

function filesOf(site: Site): Participant {
  const end = site === "dr" ? "dr-test" : "test";
  return efsReplication({
    creationTokens: { primary: "shop-files-test", dr: "shop-files-dr-test" },
    lagAlarm: "files-copy-outdated",
    backup: {
      vaultName: `shop-backup-${end}`,
      roleArn: `arn:aws:iam::123456789012:role/shop-backup-${end}`,
      keptDays: 30,
    },
  });
}

const STORES: Readonly<Record<Database, (site: Site) => readonly Participant[]>> = {
  aurora: () => [AURORA],
  replica: () => [REPLICA],
  media: (site) => [REPLICA, filesOf(site)],
};

/** A site with a serverless global database, or an instance with its replica, and a service: everything that the machine can do. */
export function composed(site: Site, database: Database = "aurora"): Composed {
  const end = site === "dr" ? "dr-test" : "test";
  return compose(
    scopeOf(site),
    [
      ...STORES[database](site),
      fargateService({
        clusterName: `shop-${end}`,
        serviceName: `shop-service-${end}`,
        targetGroupName: `shop-service-${end}`,
        healthySeconds: 20,
        tasks: { minimum: { active: 4, standby: 2 }, maximum: 10 },
      }),
    ],
    {
      machine: `shop-failover-${end}`,
      regions: REGIONS,
      objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 5 },
      detection: { title: "Probes fail", duration: DURATIONS.highResolutionAlarm, isAutomatic: true },
      propagation: [{ title: "Names lead here", duration: DURATIONS.healthCheckOfAlarm }],
      recoveryPoints: [],
    },
  );
}
