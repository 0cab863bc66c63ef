import type { StatusTarget } from "../../../src/failover/status/target";
import { awsError, healthy, ITEMS, NOW, TARGET, type Replies } from "./world";

type Site = "primary" | "dr";

const REGIONS = { primary: "us-east-1", dr: "us-east-2" };
const instanceName = (site: Site) => (site === "dr" ? "films-rds-dr-dev" : "films-rds-dev");
const instanceArn = (site: Site) => `arn:aws:rds:${REGIONS[site]}:111122223333:db:${instanceName(site)}`;

/** The target with an instance of RDS, a file system and a member of a global datastore in each site. */
export const STORED: StatusTarget = {
  ...TARGET,
  sites: {
    primary: {
      ...TARGET.sites.primary,
      database: { kind: "rds", identifier: instanceName("primary"), isMultiAz: true },
      fileSystem: "films-file-system-dev",
      cache: "films-cache-dev",
    },
    dr: {
      ...TARGET.sites.dr,
      database: { kind: "rds", identifier: instanceName("dr"), isMultiAz: true },
      fileSystem: "films-file-system-dr-dev",
      cache: "films-cache-dr-dev",
    },
  },
};

/** An instance that takes writes, or follows the one of another site. */
export function instance(follows?: Site, more: object = {}): Replies {
  const replication = { StatusType: "read replication", Normal: true, Status: "replicating" };
  return {
    DescribeDBInstances: {
      DBInstances: [
        {
          DBInstanceStatus: "available",
          MultiAZ: follows === undefined,
          ...(follows && {
            ReadReplicaSourceDBInstanceIdentifier: instanceArn(follows),
            StatusInfos: [replication],
          }),
          ...more,
        },
      ],
    },
  };
}

/** No instance of the name. */
export const NO_INSTANCE: Replies = { DescribeDBInstances: awsError("DBInstanceNotFound") };

/** A lag of so many seconds; the probes see a site that works. */
export function lag(...seconds: number[]): Replies {
  return {
    GetMetricData: ({ MetricDataQueries }: { MetricDataQueries: { Id: string }[] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id }) => ({
        Id,
        Values: MetricDataQueries.length > 1 ? [1] : seconds,
      })),
    }),
  };
}

/** A file system, and the replication that it takes part in. */
export function files(
  protection: "ENABLED" | "DISABLED" | "REPLICATING",
  replication?: { readonly from: Site; readonly status?: string; readonly ageSeconds?: number },
): Replies {
  const fileSystem = {
    FileSystemId: "fs-own",
    LifeCycleState: "available",
    FileSystemProtection: { ReplicationOverwriteProtection: protection },
  };
  const isCopy = protection === "REPLICATING";
  const { from = "primary", status = "ENABLED", ageSeconds = 120 } = replication ?? {};
  const to = from === "primary" ? "dr" : "primary";
  return {
    DescribeFileSystems: { FileSystems: [fileSystem] },
    DescribeReplicationConfigurations: replication
      ? {
          Replications: [
            {
              SourceFileSystemId: isCopy ? "fs-other" : "fs-own",
              SourceFileSystemRegion: REGIONS[from],
              Destinations: [
                {
                  FileSystemId: isCopy ? "fs-own" : "fs-other",
                  Region: REGIONS[to],
                  Status: status,
                  LastReplicatedTimestamp: new Date(NOW - ageSeconds * 1000),
                },
              ],
            },
          ],
        }
      : awsError("ReplicationNotFound"),
  };
}

/** A member of the global datastore. */
export function cache(role?: "PRIMARY" | "SECONDARY"): Replies {
  return {
    DescribeReplicationGroups: {
      ReplicationGroups: [
        {
          Status: "available",
          ...(role && { GlobalReplicationGroupInfo: { GlobalReplicationGroupMemberRole: role } }),
        },
      ],
    },
  };
}

/** A healthy region whose data follows the other way than usual where the DR site serves. */
export function storing(
  site: Site,
  items: Readonly<Record<string, object>> = ITEMS,
  active: Site = "primary",
): Replies {
  const isActive = site === active;
  return {
    ...healthy(site, items),
    ...(isActive ? instance() : instance(active)),
    ...(isActive ? lag() : lag(3)),
    ...files(isActive ? "ENABLED" : "REPLICATING", { from: active }),
    ...cache(isActive ? "PRIMARY" : "SECONDARY"),
    ...(active === "dr" && {
      DescribeServices: {
        services: [
          { status: "ACTIVE", runningCount: isActive ? 12 : 2, desiredCount: 2, taskDefinition: "t" },
        ],
      },
    }),
  };
}
