import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Construct } from "constructs";
import { policyDocument } from "../../src/constructs/iam/policy-document";
import { bucketArn, ownEncryptionOnly, tlsOnly } from "../../src/constructs/object-storage/bucket-policy";
import { PrivateBucket, type PrivateBucketProps } from "../../src/constructs/object-storage/private-bucket";
import { answerFinding } from "../../src/policy/answers";
import { bucketProps } from "../constructs/object-storage/synthesize-buckets";
import { constructOf, protectedEnvironment } from "../support/synthesis";
import { breachesAfter, type Mistake } from "./mistake";

const ADDRESS = "aws_s3_bucket.careless";
const ARN = bucketArn("payments-papers-111122223333-dev");

/** A bucket in the primary stack, with a part of it spoiled. */
function careless<Part extends Construct>(
  type: abstract new (...given: never[]) => Part,
  spoil: (part: Part) => void,
  given: Partial<PrivateBucketProps> = {},
): Mistake["make"] {
  return ({ primary }) => {
    new PrivateBucket(primary, "careless", { ...bucketProps, ...given });
    spoil(constructOf(primary, type, "careless"));
  };
}

/** A bucket in the primary stack without a part. */
function without<Part extends Construct>(type: abstract new (...given: never[]) => Part): Mistake["make"] {
  return careless(type, (part) => part.node.scope?.node.tryRemoveChild(part.node.id));
}

const mistakes: (Omit<Mistake, "breaches"> & { readonly problems: readonly string[] })[] = [
  {
    what: "a bucket with nothing beside it",
    make: ({ primary }) =>
      void new S3Bucket(primary, "careless", {
        bucket: primary.physicalName("papers", "s3Bucket"),
        forceDestroy: true,
      }),
    problems: [
      "block_public_acls must be true in its aws_s3_bucket_public_access_block",
      "block_public_policy must be true in its aws_s3_bucket_public_access_block",
      "ignore_public_acls must be true in its aws_s3_bucket_public_access_block",
      "restrict_public_buckets must be true in its aws_s3_bucket_public_access_block",
      "its owner must own every object: BucketOwnerEnforced",
      "its policy must deny everything without TLS (aws:SecureTransport)",
      "it must be versioned, or say why not (an answer to CKV_AWS_21)",
      "it must be encrypted with a key, or say why not (an answer to CKV_AWS_145)",
      "its lifecycle must drop unfinished uploads",
      "its lifecycle must delete old versions some day",
    ],
  },
  {
    what: "a bucket that is half open to the public",
    make: careless(S3BucketPublicAccessBlock, (part) => {
      part.restrictPublicBuckets = false;
    }),
    problems: ["restrict_public_buckets must be true in its aws_s3_bucket_public_access_block"],
  },
  {
    what: "a bucket whose objects may belong to others",
    make: careless(S3BucketOwnershipControls, (part) =>
      part.putRule({ objectOwnership: "BucketOwnerPreferred" }),
    ),
    problems: ["its owner must own every object: BucketOwnerEnforced"],
  },
  {
    what: "a bucket that was versioned once",
    make: careless(S3BucketVersioningA, (part) => part.putVersioningConfiguration({ status: "Suspended" })),
    problems: ["it must be versioned, or say why not (an answer to CKV_AWS_21)"],
  },
  {
    what: "a bucket with S3's own keys, without a reason",
    make: careless(S3BucketServerSideEncryptionConfigurationA, (part) =>
      part.putRule([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]),
    ),
    problems: ["it must be encrypted with a key, or say why not (an answer to CKV_AWS_145)"],
  },
  {
    what: "a lifecycle that keeps unfinished uploads and old versions",
    make: careless(S3BucketLifecycleConfiguration, (part) =>
      part.putRule([{ id: "end", status: "Enabled", expiration: [{ days: 9 }] }]),
    ),
    problems: [
      "its lifecycle must drop unfinished uploads",
      "its lifecycle must delete old versions some day",
    ],
  },
  {
    what: "a bucket without a policy",
    make: without(S3BucketPolicy),
    problems: ["its policy must deny everything without TLS (aws:SecureTransport)"],
  },
  ...[
    { what: "denies something else", statements: [ownEncryptionOnly(ARN)] },
    {
      what: "denies one action without TLS",
      statements: tlsOnly(ARN).map((statement) => ({ ...statement, actions: ["s3:GetObject"] })),
    },
    {
      what: "denies it for the bucket, not for its objects",
      statements: tlsOnly(ARN).map((statement) => ({ ...statement, resources: [ARN] })),
    },
    {
      what: "denies it to one role",
      statements: tlsOnly(ARN).map((statement) => ({
        ...statement,
        principals: [{ type: "AWS", identifiers: ["arn:aws:iam::111122223333:role/one"] }] as const,
      })),
    },
    {
      what: "allows what it should deny",
      statements: tlsOnly(ARN).map((statement) => ({
        ...statement,
        effect: "Allow" as const,
        principals: [{ type: "AWS", identifiers: ["*"] }] as const,
        wildcardReason: "A mistake.",
      })),
    },
  ].map(({ what, statements }) => ({
    what: `a policy that ${what}`,
    make: careless(S3BucketPolicy, (part) => {
      part.policy = policyDocument(statements);
    }),
    problems: ["its policy must deny everything without TLS (aws:SecureTransport)"],
  })),
  {
    what: "a bucket that keeps its objects where everything must go",
    make: careless(S3Bucket, (bucket) => {
      bucket.forceDestroy = false;
    }),
    problems: ["force_destroy must be true, else a bucket with objects can't be destroyed"],
  },
  {
    what: "a bucket that would lose its objects where it is protected",
    environment: protectedEnvironment(),
    make: careless(S3Bucket, (bucket) => {
      bucket.forceDestroy = true;
    }),
    problems: ["force_destroy would delete its objects in a protected environment"],
  },
];

describe("the buckets rule", () => {
  test.each(mistakes)("catches $what", ({ problems, ...mistake }) => {
    // Another rule speaks of broad principals in a statement that allows.
    const own = breachesAfter(mistake).filter((breach) => breach.startsWith("buckets: "));
    expect(own).toEqual(problems.map((problem) => `buckets: ${ADDRESS}: ${problem}`));
  });

  test("catches a lock that nobody can open where everything must go", () => {
    const make = careless(
      S3BucketObjectLockConfigurationA,
      (lock) => lock.putRule({ defaultRetention: { mode: "COMPLIANCE", days: 1 } }),
      { objectLock: { mode: "GOVERNANCE", days: 1 } },
    );
    expect(breachesAfter({ what: "", make })).toEqual([
      `buckets: ${ADDRESS}: nobody can delete what is locked in COMPLIANCE mode, but the environment must be destroyable`,
    ]);
  });

  test("lets a private bucket pass, in either region and environment", () => {
    for (const environment of [undefined, protectedEnvironment()]) {
      const make: Mistake["make"] = ({ primary, dr }) =>
        [primary, dr].forEach((stack) => new PrivateBucket(stack, "careless", bucketProps));
      expect(breachesAfter({ what: "", make, ...(environment && { environment }) })).toEqual([]);
    }
  });

  test("finds the parts also where they name the bucket by its id or by its literal name", () => {
    const make = careless(PrivateBucket, ({ node, resource }) => {
      const part = (id: string) => node.findChild(id) as unknown as { bucket: string };
      part("versioning").bucket = resource.id;
      part("policy").bucket = resource.bucketInput ?? "";
    });
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });

  test("takes a reason for a bucket without versions, or with S3's own keys", () => {
    const make: Mistake["make"] = ({ primary }) => {
      new PrivateBucket(primary, "careless", {
        ...bucketProps,
        encryption: { kind: "s3", reason: "The writer takes no other." },
      });
      constructOf(primary, S3BucketVersioningA, "careless").putVersioningConfiguration({
        status: "Suspended",
      });
      answerFinding(constructOf(primary, S3Bucket, "careless"), "CKV_AWS_21", "It is a cache.");
    };
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });
});
