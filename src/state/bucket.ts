import {
  CreateBucketCommand,
  HeadBucketCommand,
  waitUntilBucketExists,
  type BucketLocationConstraint,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Refusal, errorName, httpStatus } from "./errors";
import type { Resource, Run } from "./run";

/** Longest wait for a bucket just made to be visible, in seconds. It usually is at once. */
const VISIBLE_WITHIN_SECONDS = 60;

/** A bucket as every call to S3 has to name it: with its owner, so that a stranger's bucket is never touched. */
export interface OwnedBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

/** Finds the bucket, or makes it. Refuses one that is somebody else's or lies in another region. */
export function setUpBucket(
  run: Run,
  s3: S3Client,
  region: string,
  bucket: OwnedBucket,
): Promise<Resource<OwnedBucket> | undefined> {
  const target = { region, kind: "S3 bucket", name: bucket.Bucket } as const;
  return run.resource(target, {
    find: async () => ((await bucketExists(s3, region, bucket)) ? bucket : undefined),
    create: async () => {
      await createBucket(s3, region, bucket);
      return bucket;
    },
  });
}

async function bucketExists(s3: S3Client, region: string, bucket: OwnedBucket): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand(bucket));
    return true;
  } catch (error) {
    // The answer to a HEAD has no body, so the status is all there is.
    switch (httpStatus(error)) {
      case 404:
        return false;
      case 301:
        throw new Refusal(
          `the bucket exists in another region than ${region}: move its states, then remove it by hand`,
        );
      case 403:
        throw new Refusal(
          `the bucket belongs to another account than ${bucket.ExpectedBucketOwner}, or the credentials lack s3:ListBucket on it; choose another suffix if it is a stranger's`,
        );
      default:
        throw error;
    }
  }
}

async function createBucket(s3: S3Client, region: string, bucket: OwnedBucket): Promise<void> {
  // S3 refuses us-east-1 as a constraint: it is what no constraint means.
  const configuration =
    region === "us-east-1"
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
  try {
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket.Bucket,
        ObjectOwnership: "BucketOwnerEnforced",
        ...configuration,
      }),
    );
  } catch (error) {
    if (errorName(error) === "BucketAlreadyExists") {
      throw new Refusal("the bucket's name is taken by another account: choose another suffix");
    }
    // Another run made it in the meantime.
    if (errorName(error) !== "BucketAlreadyOwnedByYou") throw error;
  }
  await waitUntilBucketExists(
    { client: s3, maxWaitTime: VISIBLE_WITHIN_SECONDS, minDelay: 1, maxDelay: 5 },
    bucket,
  );
}
