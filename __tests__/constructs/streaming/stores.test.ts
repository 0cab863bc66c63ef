import {
  EventArchive,
  eventArchiveBucketName,
  eventArchiveReplication,
} from "../../../src/constructs/streaming/event-archive";
import {
  PlayCountsTable,
  playCountsTableArn,
  playCountsTableName,
} from "../../../src/constructs/streaming/play-counts-table";
import { streamSettings } from "../../../src/constructs/streaming/settings";
import { argumentsOf, blocksOf, regionalStack, synthesizeStack } from "../../support/stack";

const KEYS = {
  primary: "arn:aws:kms:us-east-1:111122223333:key/data",
  dr: "arn:aws:kms:us-east-2:111122223333:key/data",
};
const BUCKETS = { primary: "payments-events-111122223333-dev", dr: "payments-events-111122223333-dr-dev" };

describe("the archive of events", () => {
  const { transitions, expirationDays } = streamSettings.parse({}).archive;
  const configuration = synthesizeStack((stack) => {
    new EventArchive(stack, "event-archive", {
      transitions,
      expirationDays,
      keyArns: KEYS,
      logBucketNames: { primary: "logs-here", dr: "logs-there" },
    });
  });

  test("is a bucket in each region, each copied to the other", () => {
    const made = blocksOf(configuration, "aws_s3_bucket").map(({ block }) => [block.provider, block.bucket]);
    expect(made).toEqual([
      [undefined, BUCKETS.primary],
      ["aws.dr", BUCKETS.dr],
    ]);
    const roles = blocksOf(configuration, "aws_iam_role").map(({ block }) => block.name);
    expect(roles).toEqual(["payments-events-replication-dr-dev", "payments-events-replication-dev"]);
  });

  test("forgets in both regions: after a year, and a month later for good", () => {
    const rules = blocksOf(configuration, "aws_s3_bucket_lifecycle_configuration").map(
      ({ block }) => (block.rule as unknown[])[0],
    );
    const rule = {
      id: "contents",
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: [
        { days: 30, storage_class: "STANDARD_IA" },
        { days: 90, storage_class: "GLACIER_IR" },
      ],
      expiration: [{ days: 365 }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    };
    expect(rules).toEqual([rule, rule]);
  });

  test.each(["primary", "dr"] as const)("is named by the %s stack, which may not make it", (site) => {
    const stack = regionalStack({ site });
    expect(eventArchiveBucketName(stack, "primary")).toBe(BUCKETS.primary);
    expect(eventArchiveBucketName(stack, "dr")).toBe(BUCKETS.dr);
    expect(eventArchiveReplication(stack, "dr")).toEqual({
      sourceBucket: BUCKETS.dr,
      destinationBucket: BUCKETS.primary,
      ruleId: "dr-to-primary",
    });
  });
});

describe("the table of play counts", () => {
  test("is a global table with the site in its key", () => {
    const configuration = synthesizeStack((stack) => {
      new PlayCountsTable(stack, "play-counts", {
        keyArn: KEYS.primary,
        replica: { region: "us-east-2", keyArn: KEYS.dr },
      });
    });
    expect(argumentsOf(configuration, "aws_dynamodb_table")).toMatchObject({
      name: "payments-play-counts-dev",
      hash_key: "id",
      range_key: "site",
      attribute: [
        { name: "id", type: "S" },
        { name: "site", type: "S" },
      ],
      ttl: { enabled: true, attribute_name: "expiration" },
      replica: [{ region_name: "us-east-2", kms_key_arn: KEYS.dr }],
    });
  });

  test("has one name in both regions, and an ARN in each", () => {
    const [primary, dr] = [regionalStack(), regionalStack({ site: "dr" })];
    expect([primary, dr].map(playCountsTableName)).toEqual(Array(2).fill("payments-play-counts-dev"));
    expect([primary, dr].map(playCountsTableArn)).toEqual([
      "arn:aws:dynamodb:us-east-1:111122223333:table/payments-play-counts-dev",
      "arn:aws:dynamodb:us-east-2:111122223333:table/payments-play-counts-dev",
    ]);
  });
});
