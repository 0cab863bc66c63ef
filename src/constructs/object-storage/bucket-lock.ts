import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { RegionalStack } from "../../stacks/regional-stack";
import type { BucketPart } from "./bucket-access";
import type { ObjectLock } from "./storage-settings";

/** A lock, and the versioning that has to be there first. */
export interface BucketLockProps extends ObjectLock {
  readonly after: ITerraformDependable;
}

/**
 * Locks what is written into a bucket from now on.
 *
 * Not by `object_lock_enabled` of the bucket: that would replace a bucket which gets its lock later. S3 locks existing buckets
 * as well, as long as they are versioned (PutObjectLockConfiguration, API model of SDK 3.1169, read 2026-11).
 *
 * @throws Error for a lock that nobody can open in an environment where everything must go on command.
 */
export function addObjectLock(
  scope: Construct,
  part: BucketPart,
  { mode, days, after }: BucketLockProps,
): ITerraformDependable {
  if (mode === "COMPLIANCE" && !RegionalStack.of(scope).isProtected) {
    throw new Error(
      `${scope.node.path}: nobody can delete what Object Lock holds in COMPLIANCE mode, but the environment must be ` +
        "destroyable: use GOVERNANCE",
    );
  }
  return new S3BucketObjectLockConfigurationA(scope, "object-lock", {
    ...part,
    rule: { defaultRetention: { mode, days } },
    dependsOn: [after],
  });
}
