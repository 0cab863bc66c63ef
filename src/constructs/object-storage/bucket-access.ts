import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";

/** What every part of a bucket that is a resource of its own is given. */
export interface BucketPart {
  readonly provider: TerraformProvider | undefined;
  readonly bucket: string;
}

/**
 * Closes a bucket to the public and to ACLs, and gives it its policy. One after the other: S3 refuses two changes of access at
 * the same time.
 */
export function addBucketAccess(scope: Construct, part: BucketPart, policy: string): S3BucketPolicy {
  const ownership = new S3BucketOwnershipControls(scope, "ownership", {
    ...part,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const publicAccess = new S3BucketPublicAccessBlock(scope, "public-access", {
    ...part,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    dependsOn: [ownership],
  });
  return new S3BucketPolicy(scope, "policy", { ...part, policy, dependsOn: [publicAccess] });
}
