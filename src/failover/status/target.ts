import type { DeploymentRole } from "../../config/deployment-role";
import type { PerSite } from "../../config/site";

/** A service on Fargate in one site. */
export interface ServiceTarget {
  readonly cluster: string;
  readonly service: string;
  /** The fewest tasks, by the site's role. */
  readonly minimum: { readonly active: number; readonly standby: number };
  readonly maximum: number;
  /** vCPUs of one task. */
  readonly vcpus: number;
}

/** The database of one site: its member of an Aurora global database, or an instance of RDS. */
export type DatabaseTarget =
  | { readonly kind: "aurora"; readonly identifier: string; readonly globalDatabase: string }
  | {
      readonly kind: "rds";
      readonly identifier: string;
      /** Whether it has a standby in another zone while the site is active. */
      readonly isMultiAz: boolean;
    };

/** What there is to ask about one site. */
export interface SiteTarget {
  readonly region: string;
  /** The name of the site's state machine. */
  readonly machine: string;
  readonly services: readonly ServiceTarget[];
  /** Undefined without one. */
  readonly database: DatabaseTarget | undefined;
  /** The creation token of the site's file system, of which the other site holds a copy; undefined without one. */
  readonly fileSystem: string | undefined;
  /** The id of the replication group in a global datastore; undefined where nothing leaves the cache's region. */
  readonly cache: string | undefined;
  /** The names of all alarms in the site's region. */
  readonly alarms: readonly string[];
}

/** What there is to ask about a system, by the names that its stacks give. */
export interface StatusTarget {
  readonly system: string;
  readonly environment: string;
  readonly suffix: string;
  readonly account: string;
  /** The role that is taken to ask; undefined: the credentials are used as they are. */
  readonly role?: DeploymentRole | undefined;
  readonly recoveryPointSeconds: number;
  /** The table of the role record: at home in the DR region, with a copy of the same name in the primary region. */
  readonly roleTable: string;
  /** The name that leads to the site that traffic belongs to, and those that lead to one site always. */
  readonly names: { readonly service: string; readonly sites: PerSite<string> } | undefined;
  /** The SSM parameter in the DR region that holds the id of the DR site's health check; undefined without names. */
  readonly switchParameter: string | undefined;
  readonly sites: PerSite<SiteTarget>;
}

/** vCPUs that a site takes while it serves: with its fewest tasks, and with its most. */
export function vcpusNeeded({ services }: SiteTarget): {
  readonly minimum: number;
  readonly maximum: number;
} {
  return {
    minimum: services.reduce((sum, { minimum, vcpus }) => sum + minimum.active * vcpus, 0),
    maximum: services.reduce((sum, { maximum, vcpus }) => sum + maximum * vcpus, 0),
  };
}
