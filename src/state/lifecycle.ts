import type { LifecycleRule } from "@aws-sdk/client-s3";
import { stateLocation, type Site, type StateScope } from "./locations";

/** Days for which an old version of a state is kept: a quarter, so that a damage found late can still be undone. */
export const OLD_VERSION_DAYS = 90;

/** Old versions that are kept whatever their age: a state that rarely changes must not lose its last good versions. */
export const KEPT_OLD_VERSIONS = 20;

/** Days after which an unfinished upload is dropped. Uploads of states take seconds; seven days is AWS's own advice. */
export const UNFINISHED_UPLOAD_DAYS = 7;

/** Days for which a released lock file is kept. It says nothing any more; one day is the shortest that S3 takes. */
export const RELEASED_LOCK_DAYS = 1;

/** What Terraform appends to a state's key for its lock file (`use_lockfile`). */
export const LOCK_FILE_SUFFIX = ".tflock";

/** The lifecycle rules of a site's bucket. Other rules in it are not ours and stay. */
export function lifecycleRules(scope: StateScope, site: Site): LifecycleRule[] {
  const released = { NoncurrentVersionExpiration: { NoncurrentDays: RELEASED_LOCK_DAYS } };
  const lockFile = (of: Site) => ({ Prefix: `${stateLocation(scope, of).key}${LOCK_FILE_SUFFIX}` });
  const rules: LifecycleRule[] = [
    {
      ID: "standby-old-versions",
      Status: "Enabled",
      Filter: { Prefix: "" },
      NoncurrentVersionExpiration: {
        NoncurrentDays: OLD_VERSION_DAYS,
        NewerNoncurrentVersions: KEPT_OLD_VERSIONS,
      },
    },
    {
      ID: "standby-leftovers",
      Status: "Enabled",
      Filter: { Prefix: "" },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
      Expiration: { ExpiredObjectDeleteMarker: true },
    },
    { ID: `standby-lock-files-${scope.environment}`, Status: "Enabled", Filter: lockFile(site), ...released },
  ];
  if (site === "primary") return rules;
  // Replication filters by prefix, so it copies the lock files too, and their removal is not replicated.
  const copies: LifecycleRule = {
    ID: `standby-copied-lock-files-${scope.environment}`,
    Status: "Enabled",
    Filter: lockFile("primary"),
    Expiration: { Days: RELEASED_LOCK_DAYS },
    ...released,
  };
  return [...rules, copies];
}
