import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type LifecycleRule,
  type S3Client,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import type { OwnedBucket } from "./bucket";
import { describeMerged, mergeByName, sameDocument } from "./compare";
import { ifPresent } from "./errors";
import { parsePolicy, policyDocument, sameStatement, type Statement } from "./policy";
import { finding, type Finding } from "./run";
import { inspectTags, tagList } from "./tags";

/** Versioning: every state that ever was can be had again, and replication needs it. */
export async function inspectVersioning(s3: S3Client, bucket: OwnedBucket): Promise<Finding> {
  const { Status } = await s3.send(new GetBucketVersioningCommand(bucket));
  return finding(Status === "Enabled", Status ?? "off", () =>
    s3.send(new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: "Enabled" } })),
  );
}

/** Reads how the bucket encrypts by default. */
async function defaultEncryption(
  s3: S3Client,
  bucket: OwnedBucket,
): Promise<ServerSideEncryptionRule | undefined> {
  const reading = s3.send(new GetBucketEncryptionCommand(bucket));
  const answer = await ifPresent(reading, "ServerSideEncryptionConfigurationNotFoundError");
  return answer?.ServerSideEncryptionConfiguration?.Rules?.[0];
}

/** ARN of the KMS key that the bucket uses by default; undefined without one. */
export async function defaultKeyArn(s3: S3Client, bucket: OwnedBucket): Promise<string | undefined> {
  return (await defaultEncryption(s3, bucket))?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
}

/** Default encryption with the site's key, through a bucket key (one call to KMS for many objects). */
export async function inspectEncryption(
  s3: S3Client,
  bucket: OwnedBucket,
  keyArn: string | undefined,
): Promise<Finding> {
  const rule = await defaultEncryption(s3, bucket);
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  const withKey = SSEAlgorithm === "aws:kms" && keyArn !== undefined && KMSMasterKeyID === keyArn;
  const is = `${SSEAlgorithm ?? "none"}${KMSMasterKeyID ? ` with ${KMSMasterKeyID}` : ""}, bucket key ${rule?.BucketKeyEnabled ? "on" : "off"}`;
  const wanted: ServerSideEncryptionRule = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
    BucketKeyEnabled: true,
  };
  return finding(withKey && rule?.BucketKeyEnabled === true, is, () =>
    s3.send(
      new PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration: { Rules: [wanted] } }),
    ),
  );
}

const BLOCK_EVERYTHING = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

/** Public access block: all four parts on. */
export async function inspectPublicAccessBlock(s3: S3Client, bucket: OwnedBucket): Promise<Finding> {
  const reading = s3.send(new GetPublicAccessBlockCommand(bucket));
  const answer = await ifPresent(reading, "NoSuchPublicAccessBlockConfiguration");
  const present = answer?.PublicAccessBlockConfiguration;
  const parts = Object.keys(BLOCK_EVERYTHING) as (keyof typeof BLOCK_EVERYTHING)[];
  const off = parts.filter((part) => present?.[part] !== true);
  const partly = off.length === parts.length ? "off" : `off for ${off.join(", ")}`;
  return finding(off.length === 0, off.length === 0 ? "on" : partly, () =>
    s3.send(new PutPublicAccessBlockCommand({ ...bucket, PublicAccessBlockConfiguration: BLOCK_EVERYTHING })),
  );
}

/** Object ownership: the bucket's owner owns every object, and ACLs are switched off. */
export async function inspectOwnership(s3: S3Client, bucket: OwnedBucket): Promise<Finding> {
  const reading = s3.send(new GetBucketOwnershipControlsCommand(bucket));
  const answer = await ifPresent(reading, "OwnershipControlsNotFoundError");
  const ownership = answer?.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
  return finding(ownership === "BucketOwnerEnforced", ownership ?? "not set", () =>
    s3.send(
      new PutBucketOwnershipControlsCommand({
        ...bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      }),
    ),
  );
}

/** Bucket policy: the given statements are in it. */
export async function inspectPolicy(
  s3: S3Client,
  bucket: OwnedBucket,
  statements: readonly Statement[],
): Promise<Finding> {
  const answer = await ifPresent(s3.send(new GetBucketPolicyCommand(bucket)), "NoSuchBucketPolicy");
  const present = answer?.Policy ? parsePolicy(answer.Policy).Statement : [];
  const merged = mergeByName(present, statements, ({ Sid }) => Sid, sameStatement);
  return finding(merged.wrong.length === 0, describeMerged(merged), () =>
    s3.send(new PutBucketPolicyCommand({ ...bucket, Policy: JSON.stringify(policyDocument(merged.parts)) })),
  );
}

/** Lifecycle: the given rules are in it. */
export async function inspectLifecycle(
  s3: S3Client,
  bucket: OwnedBucket,
  rules: readonly LifecycleRule[],
): Promise<Finding> {
  const reading = s3.send(new GetBucketLifecycleConfigurationCommand(bucket));
  const answer = await ifPresent(reading, "NoSuchLifecycleConfiguration");
  const merged = mergeByName(answer?.Rules ?? [], rules, ({ ID }) => ID, sameDocument);
  return finding(merged.wrong.length === 0, describeMerged(merged), () =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({
        ...bucket,
        LifecycleConfiguration: { Rules: merged.parts },
      }),
    ),
  );
}

/** Tags of the bucket. */
export async function inspectBucketTags(
  s3: S3Client,
  bucket: OwnedBucket,
  tags: Readonly<Record<string, string>>,
): Promise<Finding> {
  const present = (await ifPresent(s3.send(new GetBucketTaggingCommand(bucket)), "NoSuchTagSet"))?.TagSet;
  const others = (present ?? []).filter(({ Key }) => Key === undefined || !(Key in tags));
  // S3 replaces all tags at once, so the others are written along.
  return inspectTags(present, tags, () =>
    s3.send(new PutBucketTaggingCommand({ ...bucket, Tagging: { TagSet: [...others, ...tagList(tags)] } })),
  );
}
