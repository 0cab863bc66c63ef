import { NAME_LIMITS } from "../config/naming";
import type { Site } from "../config/site";

export type { Site };

/** What decides the names of a system's state backend. */
export interface StateScope {
  /** Name of the system, e.g. `payments`. */
  readonly system: string;
  /** Name of the environment, e.g. `dev`; part of the state's key. */
  readonly environment: string;
  /** What tells installations apart; ends every name. */
  readonly suffix: string;
  /** The 12-digit id of the AWS account. */
  readonly account: string;
  /** The AWS region of each site. */
  readonly regions: Record<Site, string>;
}

/** Where the Terraform state of one site lives. */
export interface StateLocation {
  readonly site: Site;
  /** The site's own region: it holds the bucket, the lock table and the key. */
  readonly region: string;
  readonly bucket: string;
  /** DynamoDB table with the locks of this site's state. */
  readonly lockTable: string;
  /** Object key of the state in the bucket. */
  readonly key: string;
  /** Alias of the KMS key that encrypts bucket and lock table. */
  readonly keyAlias: string;
}

/**
 * Says where the state of one site lives. The names are never cut: a shortened name would be another bucket, in which
 * Terraform finds no state and plans everything anew. `stateNameProblems` says beforehand when one is too long.
 */
export function stateLocation(scope: StateScope, site: Site): StateLocation {
  const part = site === "dr" ? "-dr" : "";
  return {
    site,
    region: scope.regions[site],
    bucket: `${scope.system}-state${part}-${scope.account}-${scope.suffix}`,
    lockTable: `${scope.system}-state-lock${part}-${scope.suffix}`,
    key: `${scope.system}/${scope.environment}/${site}.tfstate`,
    keyAlias: `alias/${scope.system}-state${part}-${scope.suffix}`,
  };
}

/** Name of the IAM role with which S3 copies the primary's state into the DR site's bucket. */
export function replicationRoleName(scope: StateScope): string {
  return `${scope.system}-state-replication-${scope.suffix}`;
}

/**
 * Longest S3 bucket name, in characters.
 * Source: S3 User Guide, "General purpose bucket naming rules".
 */
export const BUCKET_NAME_LIMIT = 63;

/**
 * Says which names of the state backend are too long for their service, each with the longest suffix that would fit.
 * Empty when all fit.
 */
export function stateNameProblems(scope: StateScope): string[] {
  // The DR site's names are the longer ones: where they fit, the primary's fit.
  const dr = stateLocation(scope, "dr");
  const names = [
    { what: "state bucket", name: dr.bucket, limit: BUCKET_NAME_LIMIT },
    { what: "state lock table", name: dr.lockTable, limit: NAME_LIMITS.dynamoDbTable },
    { what: "alias of the state key", name: dr.keyAlias, limit: NAME_LIMITS.kmsAlias },
    { what: "state replication role", name: replicationRoleName(scope), limit: NAME_LIMITS.iamRole },
  ];
  return names
    .filter(({ name, limit }) => name.length > limit)
    .map(({ what, name, limit }) => {
      const room = limit - (name.length - scope.suffix.length);
      const advice =
        room > 0
          ? `a suffix of at most ${room} characters fits`
          : `no suffix fits: the system's name "${scope.system}" is too long`;
      return `the ${what} "${name}" has ${name.length} characters, at most ${limit} are allowed; ${advice}`;
    });
}
