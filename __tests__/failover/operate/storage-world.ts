import type { PerSite, Site } from "../../../src/config/site";
import type { Deployment } from "../../../src/failover/operate/deployment";
import { awsError } from "../status/world";
import { ACCOUNT, deployment, REGIONS, World } from "./world";

const IDENTIFIERS: PerSite<string> = { primary: "films-rds-dev", dr: "films-rds-dr-dev" };

/** The small plans, with an instance of RDS and a file system in each site. */
export function storageDeployment(): Deployment {
  const { primary, dr } = deployment().sites;
  const stores = (site: Site) => ({
    database: { kind: "rds" as const, identifier: IDENTIFIERS[site], isMultiAz: true },
    fileSystem: `films-files-${site}-dev`,
  });
  return deployment({
    sites: { primary: { ...primary, ...stores("primary") }, dr: { ...dr, ...stores("dr") } },
  });
}

/** A world whose instances and file systems follow each other, or not. */
export class StorageWorld extends World {
  /** Whom an instance follows; `nobody` takes writes, and one that is undefined does not exist. */
  readonly instances: Record<Site, { follows: Site | "nobody"; status: string } | undefined> = {
    primary: { follows: "nobody", status: "available" },
    dr: { follows: "primary", status: "available" },
  };
  lagSeconds: number | undefined = 0.4;
  readonly files = {
    protection: { primary: "ENABLED", dr: "REPLICATING" } as Record<Site, string>,
    /** From where to where files are copied. */
    source: "primary" as Site | undefined,
    status: "ENABLED",
    ageSeconds: 60,
  };

  /** The DR site serves: its database is promoted, its files are released, and nothing follows. */
  failOver(): void {
    this.takeRole("dr");
    this.openTraffic("dr");
    this.instances.dr = { follows: "nobody", status: "available" };
    Object.assign(this.files, { source: undefined, protection: { primary: "ENABLED", dr: "ENABLED" } });
  }

  /** The primary site follows again. */
  protect(): void {
    this.standBy("primary");
    this.instances.primary = { follows: "dr", status: "available" };
    Object.assign(this.files, { source: "dr", protection: { primary: "REPLICATING", dr: "ENABLED" } });
  }

  protected DescribeDBInstances(site: Site) {
    const instance = this.instances[site];
    if (!instance) throw awsError("DBInstanceNotFound");
    const { follows, status } = instance;
    const source =
      follows === "nobody"
        ? undefined
        : `arn:aws:rds:${REGIONS[follows]}:${ACCOUNT}:db:${IDENTIFIERS[follows]}`;
    return { DBInstances: [{ DBInstanceStatus: status, ReadReplicaSourceDBInstanceIdentifier: source }] };
  }

  protected DescribeFileSystems(site: Site) {
    const ReplicationOverwriteProtection = this.files.protection[site];
    return {
      FileSystems: [
        {
          FileSystemId: `fs-${site}`,
          LifeCycleState: "available",
          FileSystemProtection: { ReplicationOverwriteProtection },
        },
      ],
    };
  }

  protected DescribeReplicationConfigurations() {
    const { source, status, ageSeconds } = this.files;
    if (!source) throw awsError("ReplicationNotFound");
    const to = source === "primary" ? "dr" : "primary";
    const destination = {
      FileSystemId: `fs-${to}`,
      Region: REGIONS[to],
      Status: status,
      LastReplicatedTimestamp: new Date(this.clock.now() - ageSeconds * 1000),
    };
    return {
      Replications: [
        {
          SourceFileSystemId: `fs-${source}`,
          SourceFileSystemRegion: REGIONS[source],
          Destinations: [destination],
        },
      ],
    };
  }

  protected override GetMetricData() {
    return {
      MetricDataResults: [{ Id: "m0", Values: this.lagSeconds === undefined ? [] : [this.lagSeconds] }],
    };
  }
}
