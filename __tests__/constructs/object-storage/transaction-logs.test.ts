import {
  TRANSACTION_LOG_RECOVERY_POINT_MINUTES,
  transactionBucketName,
  TransactionLogs,
  transactionReplication,
  type TransactionLogsProps,
} from "../../../src/constructs/object-storage/transaction-logs";
import { transactionLogSettings } from "../../../src/constructs/object-storage/storage-settings";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { denials, readStatements, statementsOf } from "./synthesize-buckets";

const PRIMARY_KEY = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const DR_KEY = "arn:aws:kms:us-east-2:111122223333:key/mrk-1";
const PRIMARY_BUCKET = "payments-transactions-111122223333-dev";
const DR_BUCKET = "payments-transactions-111122223333-dr-dev";

function synthesize(given: Partial<TransactionLogsProps> = {}, placement: Placement = {}) {
  return synthesizeStack(
    (stack) =>
      new TransactionLogs(stack, "transaction-logs", {
        ...transactionLogSettings.parse({}),
        keyArns: { primary: PRIMARY_KEY, dr: DR_KEY },
        logBucketNames: { primary: "logs-here", dr: "logs-there" },
        ...given,
      }),
    placement,
  );
}

/** What one direction of the replication is expected to be. */
interface Direction {
  readonly name: string;
  readonly provider: string | undefined;
  /** What the names of its resources hold, and those of the destination's. */
  readonly part: string;
  readonly destinationPart: string;
  readonly ruleId: string;
  readonly role: string;
  readonly source: { readonly bucket: string; readonly key: string; readonly region: string };
  readonly destination: { readonly bucket: string; readonly key: string; readonly region: string };
}

const primary = { bucket: PRIMARY_BUCKET, key: PRIMARY_KEY, region: "us-east-1" };
const dr = { bucket: DR_BUCKET, key: DR_KEY, region: "us-east-2" };

const directions: Direction[] = [
  {
    name: "from the primary region to the DR region",
    provider: undefined,
    part: "transaction-logs_to-dr",
    destinationPart: "transaction-logs_dr-region_bucket",
    ruleId: "primary-to-dr",
    role: "payments-transactions-replication-dev",
    source: primary,
    destination: dr,
  },
  {
    name: "from the DR region to the primary region",
    provider: "aws.dr",
    part: "transaction-logs_dr-region_to-primary",
    destinationPart: "transaction-logs_bucket",
    ruleId: "dr-to-primary",
    role: "payments-transactions-replication-dr-dev",
    source: dr,
    destination: primary,
  },
];

describe.each(directions)("the replication of transaction logs $name", (direction) => {
  const { part, destinationPart, provider, ruleId, source, destination } = direction;
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize();
  });

  test("is timed and measured, and takes along deletions, changes and what is encrypted", () => {
    const sourcePart = part.replace(/to-\w+$/, "bucket");
    const inSource = (type: string) => blockOf(configuration, type, sourcePart).address;
    const inDestination = (type: string) => blockOf(configuration, type, destinationPart).address;
    const parts = ["aws_s3_bucket_versioning", "aws_s3_bucket_policy"];
    const { block } = blockOf(configuration, "aws_s3_bucket_replication_configuration", part);
    expect(block).toEqual({
      ...(provider && { provider }),
      bucket: reference(blockOf(configuration, "aws_s3_bucket_policy", sourcePart), "bucket"),
      role: reference(blockOf(configuration, "aws_iam_role", part), "arn"),
      rule: [
        {
          id: ruleId,
          priority: 1,
          status: "Enabled",
          filter: { prefix: "" },
          delete_marker_replication: { status: "Enabled" },
          source_selection_criteria: {
            sse_kms_encrypted_objects: { status: "Enabled" },
            replica_modifications: { status: "Enabled" },
          },
          destination: {
            bucket: reference(blockOf(configuration, "aws_s3_bucket", destinationPart), "arn"),
            encryption_configuration: { replica_kms_key_id: destination.key },
            replication_time: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", event_threshold: { minutes: 15 } },
          },
        },
      ],
      depends_on: [
        blockOf(configuration, "aws_iam_role_policy", part).address,
        ...parts.map(inSource),
        ...parts.map(inDestination),
      ],
    });
  });

  test("has a role of its own, that S3 takes", () => {
    const { name, assume_role_policy: trust } = argumentsOf(configuration, "aws_iam_role", part);
    expect(name).toBe(direction.role);
    expect(readStatements(trust)).toEqual([
      {
        Sid: "AllowService",
        Effect: "Allow",
        Principal: { Service: ["s3.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
      },
    ]);
  });

  test("may read the one bucket and write the other, and use either key through S3 only", () => {
    const throughS3 = ({ bucket, region }: typeof source) => ({
      StringEquals: { "kms:ViaService": [`s3.${region}.amazonaws.com`] },
      StringLike: {
        "kms:EncryptionContext:aws:s3:arn": [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    });
    expect(readStatements(argumentsOf(configuration, "aws_iam_role_policy", part).policy)).toEqual([
      {
        Sid: "ReadSourceConfiguration",
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: [`arn:aws:s3:::${source.bucket}`],
      },
      {
        Sid: "ReadSourceVersions",
        Effect: "Allow",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: [`arn:aws:s3:::${source.bucket}/*`],
      },
      {
        Sid: "WriteReplicas",
        Effect: "Allow",
        Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
        Resource: [`arn:aws:s3:::${destination.bucket}/*`],
      },
      {
        Sid: "DecryptSource",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [source.key],
        Condition: throughS3(source),
      },
      {
        Sid: "EncryptReplicas",
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: [destination.key],
        Condition: throughS3(destination),
      },
    ]);
  });
});

describe("the buckets of transaction logs", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize();
  });

  test("are one in each region, under the names that either stack computes", () => {
    const made = blocksOf(configuration, "aws_s3_bucket").map(({ block }) => [block.provider, block.bucket]);
    expect(made).toEqual([
      [undefined, PRIMARY_BUCKET],
      ["aws.dr", DR_BUCKET],
    ]);
    const drStack = regionalStack({ site: "dr" });
    expect(transactionBucketName(drStack, "dr")).toBe(DR_BUCKET);
    expect(transactionBucketName(drStack, "primary")).toBe(PRIMARY_BUCKET);
  });

  test("encrypt with the key of their region, and refuse any other encryption", () => {
    const encryption = "aws_s3_bucket_server_side_encryption_configuration";
    const keys = blocksOf(configuration, encryption).map(({ block }) => JSON.stringify(block.rule));
    expect(keys).toEqual([expect.stringContaining(PRIMARY_KEY), expect.stringContaining(DR_KEY)]);
    for (const [part, bucket] of [
      ["transaction-logs_bucket", PRIMARY_BUCKET],
      ["dr-region", DR_BUCKET],
    ] as const) {
      const arn = `arn:aws:s3:::${bucket}`;
      expect(statementsOf(configuration, part)).toEqual([
        ...denials(arn),
        expect.objectContaining({ Sid: "DenyOtherEncryption", Resource: [`${arn}/*`] }),
      ]);
    }
  });

  test("log into the log bucket of their own region", () => {
    const targets = blocksOf(configuration, "aws_s3_bucket_logging").map(({ block }) => block.target_bucket);
    expect(targets).toEqual(["logs-here", "logs-there"]);
  });

  test("have the same lifecycle: colder with age, never an end, a year for what was overwritten", () => {
    const rules = blocksOf(configuration, "aws_s3_bucket_lifecycle_configuration").map(
      ({ block }) => (block.rule as unknown[])[0],
    );
    expect(rules).toHaveLength(2);
    expect(rules[0]).toEqual(rules[1]);
    expect(rules[0]).toEqual({
      id: "contents",
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: [
        { days: 30, storage_class: "STANDARD_IA" },
        { days: 90, storage_class: "GLACIER_IR" },
        { days: 365, storage_class: "DEEP_ARCHIVE" },
      ],
      noncurrent_version_expiration: [{ noncurrent_days: 365 }],
    });
  });
});

describe("transaction logs with a lock and an end", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize(
      { objectLock: { mode: "COMPLIANCE", days: 365 }, expirationDays: 2557 },
      { environment: protectedEnvironment() },
    );
  });

  test("are locked in both regions before anything is replicated", () => {
    const locks = blocksOf(configuration, "aws_s3_bucket_object_lock_configuration");
    expect(locks.map(({ block }) => block.rule)).toEqual([
      { default_retention: { mode: "COMPLIANCE", days: 365 } },
      { default_retention: { mode: "COMPLIANCE", days: 365 } },
    ]);
    const waits = blocksOf(configuration, "aws_s3_bucket_replication_configuration").map(
      ({ block }) => block.depends_on,
    );
    const addresses = locks.map(({ address }) => address);
    expect(waits).toEqual([expect.arrayContaining(addresses), expect.arrayContaining(addresses)]);
  });

  test("are replicated with their retention", () => {
    for (const { block } of blocksOf(configuration, "aws_iam_role_policy")) {
      expect(readStatements(block.policy)[1]?.Action).toEqual([
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:GetObjectRetention",
        "s3:GetObjectLegalHold",
      ]);
    }
  });

  test("end in both regions", () => {
    const lifecycles = blocksOf(configuration, "aws_s3_bucket_lifecycle_configuration");
    expect(lifecycles.map(({ block }) => (block.rule as { expiration: unknown }[])[0]?.expiration)).toEqual([
      [{ days: 2557 }],
      [{ days: 2557 }],
    ]);
  });
});

test("transaction logs promise what replication time control does", () => {
  expect(TRANSACTION_LOG_RECOVERY_POINT_MINUTES).toBe(15);
});

test("both stacks know both directions as CloudWatch does", () => {
  for (const site of ["primary", "dr"] as const) {
    const stack = regionalStack({ site });
    expect(transactionReplication(stack, "primary")).toEqual({
      sourceBucket: PRIMARY_BUCKET,
      destinationBucket: DR_BUCKET,
      ruleId: "primary-to-dr",
    });
    expect(transactionReplication(stack, "dr")).toEqual({
      sourceBucket: DR_BUCKET,
      destinationBucket: PRIMARY_BUCKET,
      ruleId: "dr-to-primary",
    });
  }
});
