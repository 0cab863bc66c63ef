import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { StorageTransition } from "./storage-settings";

/** Days after which an unfinished upload is dropped: AWS's own advice (S3 User Guide, "Configuring a lifecycle rule"). */
const UNFINISHED_UPLOAD_DAYS = 7;

/** What becomes of the objects in a bucket. */
export interface BucketLifecycle {
  /** How long a version that was overwritten or deleted can still be had back, in days. */
  readonly noncurrentDays: number;
  /**
   * Days after which an object is deleted. It is there for another `noncurrentDays`, as an old version.
   *
   * @default - never
   */
  readonly expirationDays?: number | undefined;
  /**
   * Moves to colder storage.
   *
   * @default - none
   */
  readonly transitions?: readonly StorageTransition[];
}

/** The rules of a bucket's lifecycle, for all of its objects. */
export function lifecycleRules({
  noncurrentDays,
  expirationDays,
  transitions = [],
}: BucketLifecycle): S3BucketLifecycleConfigurationRule[] {
  const everything = { status: "Enabled", filter: [{ prefix: "" }] };
  return [
    {
      id: "contents",
      ...everything,
      ...(transitions.length > 0 && {
        transition: transitions.map(({ afterDays, storageClass }) => ({ days: afterDays, storageClass })),
      }),
      ...(expirationDays !== undefined && { expiration: [{ days: expirationDays }] }),
      noncurrentVersionExpiration: [{ noncurrentDays }],
    },
    {
      id: "leftovers",
      ...everything,
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_UPLOAD_DAYS }],
      // A marker whose versions are gone. S3 takes this and a number of days in two rules only.
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
  ];
}
