import type { Site } from "../../../src/config/site";
import { DURATIONS } from "../../../src/failover/durations";
import { compose, type Composed } from "../../../src/failover/machine/compose";
import type { MachineScope } from "../../../src/failover/machine/step";
import type { Participant } from "../../../src/failover/participant";
import { auroraGlobalDatabase } from "../../../src/failover/participants/aurora-global-database";
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

/** Which database a shop has. */
export type Database = "aurora" | "replica";

const DATABASES: Readonly<Record<Database, Participant>> = {
  aurora: auroraGlobalDatabase({
    globalClusterIdentifier: "shop-database-global-test",
    clusterIdentifiers: { primary: "shop-database-test", dr: "shop-database-dr-test" },
    capacity: { minimumUnits: { active: 1, standby: 0.5 }, maximumUnits: 8 },
  }),
  replica: rdsReplica({
    identifiers: { primary: "shop-rds-test", dr: "shop-rds-dr-test" },
    backupRetentionDays: 7,
    backupWindow: "03:00-05:00",
    maintenanceWindow: "sun:05:00-sun:07:00",
    multiAz: { active: true, standby: false },
  }),
};

/** A site with a serverless global database, or an instance with its replica, and a service: everything that the machine can do. */
export function composed(site: Site, database: Database = "aurora"): Composed {
  const end = site === "dr" ? "dr-test" : "test";
  return compose(
    scopeOf(site),
    [
      DATABASES[database],
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
