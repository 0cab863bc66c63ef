import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import {
  bucketNameOf,
  PrivateBucket,
  type PrivateBucketProps,
} from "../../../src/constructs/object-storage/private-bucket";
import { answersIn } from "../../../src/policy/answers";
import { configurationOf, type TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { bucketProps, denials, KEY, statementsOf } from "./synthesize-buckets";

const ARN = "arn:aws:s3:::payments-papers-111122223333-dev";

function synthesize(given: Partial<PrivateBucketProps> = {}, placement: Placement = {}) {
  return synthesizeStack(
    (stack) => new PrivateBucket(stack, "papers", { ...bucketProps, ...given }),
    placement,
  );
}

/** The findings of the policy scanner that a bucket answers. */
function checksAnswered(given: Partial<PrivateBucketProps>): string[] {
  const stack = regionalStack();
  new PrivateBucket(stack, "papers", { ...bucketProps, ...given });
  return answersIn("", configurationOf(stack))
    .map(({ check }) => check)
    .sort();
}

describe("a private bucket", () => {
  let configuration: TerraformConfiguration;
  let bucket: string;
  beforeAll(() => {
    configuration = synthesize();
    bucket = reference(blockOf(configuration, "aws_s3_bucket"), "bucket");
  });

  test("carries the account in its name, and goes with its objects where everything must go", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket")).toMatchObject({
      bucket: "payments-papers-111122223333-dev",
      force_destroy: true,
    });
  });

  test("has a resource for each of its parts, all of the same bucket", () => {
    const parts = Object.keys(configuration.resource ?? {}).filter((type) => type !== "aws_s3_bucket");
    expect(parts.sort()).toEqual([
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_logging",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
    ]);
    expect(parts.map((type) => argumentsOf(configuration, type).bucket)).toEqual(parts.map(() => bucket));
  });

  test("is versioned, and encrypts with its key through a bucket key; customers' own keys are refused", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_versioning").versioning_configuration).toEqual({
      status: "Enabled",
    });
    expect(argumentsOf(configuration, "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY },
        bucket_key_enabled: true,
        blocked_encryption_types: ["SSE-C"],
      },
    ]);
  });

  test("is closed to the public before it has a policy, and its owner owns every object", () => {
    const ownership = blockOf(configuration, "aws_s3_bucket_ownership_controls");
    const publicAccess = blockOf(configuration, "aws_s3_bucket_public_access_block");
    expect(ownership.block.rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
    expect(publicAccess.block).toEqual({
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
      depends_on: [ownership.address],
    });
    expect(argumentsOf(configuration, "aws_s3_bucket_policy").depends_on).toEqual([publicAccess.address]);
  });

  test("denies everything without TLS 1.2, and nothing else", () => {
    expect(statementsOf(configuration)).toEqual(denials(ARN));
  });

  test("drops leftovers and old versions, after it is versioned, and keeps the objects", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_lifecycle_configuration")).toEqual({
      bucket,
      rule: [
        {
          id: "contents",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        },
        {
          id: "leftovers",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          expiration: [{ expired_object_delete_marker: true }],
        },
      ],
      depends_on: [blockOf(configuration, "aws_s3_bucket_versioning").address],
    });
  });

  test("logs its requests below its own name", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_logging")).toEqual({
      bucket,
      target_bucket: "payments-access-logs-111122223333-dev",
      target_prefix: "bucket/payments-papers-111122223333-dev/",
    });
  });
});

describe("a private bucket with everything", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeAliased(
      (scope) =>
        new PrivateBucket(scope, "papers", {
          ...bucketProps,
          encryption: { kind: "s3", reason: "The writer takes no other." },
          singleRegionReason: "It can be made again.",
          lifecycle: {
            noncurrentDays: 9,
            expirationDays: 400,
            transitions: [{ afterDays: 30, storageClass: "STANDARD_IA" }],
          },
          ownEncryptionOnly: true,
          objectLock: { mode: "COMPLIANCE", days: 365 },
          statements: [
            {
              sid: "AllowWriter",
              actions: ["s3:PutObject"],
              resources: [`${ARN}/*`],
              principals: [{ type: "Service", identifiers: ["writer.amazonaws.com"] }],
            },
          ],
        }),
      { environment: protectedEnvironment() },
    );
  });

  test("lies in the region of its scope, with every part, and is not emptied where it is protected", () => {
    const blocks = Object.keys(configuration.resource ?? {}).map((type) => argumentsOf(configuration, type));
    expect(blocks.map(({ provider }) => provider)).toEqual(blocks.map(() => "aws.dr"));
    expect(argumentsOf(configuration, "aws_s3_bucket")).toMatchObject({
      bucket: "payments-papers-111122223333-dr-prod",
      force_destroy: false,
    });
  });

  test("refuses uploads with an encryption of their own, and lets its writer in", () => {
    const arn = "arn:aws:s3:::payments-papers-111122223333-dr-prod";
    expect(statementsOf(configuration)).toEqual([
      ...denials(arn),
      {
        Sid: "DenyOtherEncryption",
        Effect: "Deny",
        Principal: { AWS: ["*"] },
        Action: ["s3:PutObject"],
        Resource: [`${arn}/*`],
        Condition: { Null: { "s3:x-amz-server-side-encryption": ["false"] } },
      },
      {
        Sid: "AllowWriter",
        Effect: "Allow",
        Principal: { Service: ["writer.amazonaws.com"] },
        Action: ["s3:PutObject"],
        Resource: [`${ARN}/*`],
      },
    ]);
  });

  test("encrypts with S3's keys, which have no bucket key", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "AES256" },
        bucket_key_enabled: false,
        blocked_encryption_types: ["SSE-C"],
      },
    ]);
  });

  test("moves objects to colder storage, and deletes them in the end", () => {
    const [contents] = argumentsOf(configuration, "aws_s3_bucket_lifecycle_configuration").rule as unknown[];
    expect(contents).toEqual({
      id: "contents",
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: [{ days: 30, storage_class: "STANDARD_IA" }],
      expiration: [{ days: 400 }],
      noncurrent_version_expiration: [{ noncurrent_days: 9 }],
    });
  });

  test("locks objects after it is versioned, and without an argument that would replace it", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_object_lock_configuration")).toMatchObject({
      rule: { default_retention: { mode: "COMPLIANCE", days: 365 } },
      depends_on: [blockOf(configuration, "aws_s3_bucket_versioning").address],
    });
    expect(argumentsOf(configuration, "aws_s3_bucket")).not.toHaveProperty("object_lock_enabled");
  });

  test("logs into the bucket of its region", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_logging")).toMatchObject({
      target_prefix: "bucket/payments-papers-111122223333-dr-prod/",
    });
  });
});

test.each<{ what: string; given: Partial<PrivateBucketProps>; checks: string[] }>([
  { what: "nothing special", given: {}, checks: [] },
  {
    what: "S3's own keys",
    given: { encryption: { kind: "s3", reason: "The writer takes no other." } },
    checks: ["CKV_AWS_145"],
  },
  { what: "no copy", given: { singleRegionReason: "It can be made again." }, checks: ["CKV_AWS_144"] },
])("a bucket with $what answers what a scanner finds, and no more", ({ given, checks }) => {
  expect(checksAnswered(given)).toEqual(["CKV2_AWS_62", ...checks]);
});

test("a lock that nobody can open is refused where everything must go", () => {
  expect(() => synthesize({ objectLock: { mode: "COMPLIANCE", days: 1 } })).toThrow(
    "payments-primary/papers: nobody can delete what Object Lock holds in COMPLIANCE mode, but the environment must be " +
      "destroyable: use GOVERNANCE",
  );
  expect(() => synthesize({ objectLock: { mode: "GOVERNANCE", days: 1 } })).not.toThrow();
});

test("a service that writes at once waits for policy, versioning and lock", () => {
  const configuration = synthesizeStack((stack) => {
    const bucket = new PrivateBucket(stack, "papers", {
      ...bucketProps,
      objectLock: { mode: "GOVERNANCE", days: 1 },
    });
    new SqsQueue(stack, "writer", { name: bucket.bucketName, dependsOn: bucket.ready });
  });
  const { name, depends_on: waits } = argumentsOf(configuration, "aws_sqs_queue");
  expect(name).toBe(reference(blockOf(configuration, "aws_s3_bucket_policy"), "bucket"));
  expect(waits).toEqual(
    ["versioning", "policy", "object_lock_configuration"].map(
      (part) => blockOf(configuration, `aws_s3_bucket_${part}`).address,
    ),
  );
});

test("a bucket's name can be computed for either site in either stack", () => {
  const stack = regionalStack({ site: "dr" });
  expect(bucketNameOf(stack, "papers")).toBe("payments-papers-111122223333-dr-dev");
  expect(bucketNameOf(stack, "papers", "primary")).toBe("payments-papers-111122223333-dev");
});
