import type { Block, BlocksByType } from "../../../src/terraform/configuration";
import { usageSchema } from "../../../src/cost/usage";
import { estimateOf, quantitiesOf } from "../support";

// 365 GB a month for a year of 12 months make a GB a day easy to count: 12 GB-months a day.
const usage = usageSchema.parse({
  buckets: {
    transactions: {
      storedGb: { active: 365, standby: 36.5 },
      objectsMillions: { active: 0.001, standby: 0.0001 },
      keptDays: 100,
    },
  },
});
const bucket = { it: { bucket: "payments-transactions-dev" } };
const lifecycle = (...rule: Block[]): BlocksByType => ({
  aws_s3_bucket: bucket,
  aws_s3_bucket_lifecycle_configuration: { it: { bucket: "${aws_s3_bucket.it.id}", rule } },
});
const quantities = (resource: BlocksByType) => quantitiesOf(resource, "primary", usage);

describe("a bucket", () => {
  it("keeps everything in S3 Standard where no rule says otherwise", () => {
    expect(quantities({ aws_s3_bucket: bucket })).toEqual([
      ["S3 PUT requests", 1, 0.1],
      ["S3 Standard", 1200, 120],
    ]);
  });

  it("moves objects through the classes of its lifecycle, in the order of days", () => {
    const transition = [
      { days: 90, storage_class: "GLACIER_IR" },
      { days: 30, storage_class: "STANDARD_IA" },
    ];

    expect(quantities(lifecycle({ status: "Enabled", transition, expiration: [{ days: 365 }] }))).toEqual([
      ["S3 PUT requests", 1, 0.1],
      ["S3 Standard", 360, 36],
      ["S3 Standard-IA", 720, 72],
      ["S3 transitions to Standard-IA", 1, 0.1],
      ["S3 Glacier Instant Retrieval", 3300, 330],
      ["S3 transitions to Instant Retrieval", 1, 0.1],
    ]);
  });

  it("reaches no class after the objects are deleted, and ignores rules that are off or another bucket's", () => {
    const late = { transition: { days: 40, storage_class: "GLACIER" } };
    const rules = [
      { status: "Enabled", expiration: { days: 10 }, ...late },
      { status: "Disabled", expiration: { days: 1 } },
      { status: "Enabled", expiration: { expired_object_delete_marker: true } },
    ];
    const configuration = lifecycle(...rules);
    const other = { bucket: "payments-other-dev", rule: { status: "Enabled", expiration: { days: 2 } } };

    expect(
      quantities({
        ...configuration,
        aws_s3_bucket_lifecycle_configuration: {
          ...configuration.aws_s3_bucket_lifecycle_configuration,
          other,
        },
      }),
    ).toContainEqual(["S3 Standard", 120, 12]);
  });

  const small = usageSchema.parse({
    buckets: {
      transactions: {
        storedGb: { active: 365, standby: 365 },
        objectsMillions: { active: 365, standby: 365 },
        keptDays: 365,
      },
    },
  });
  const moving = (change: Block = {}): BlocksByType => {
    const rule = [{ status: "Enabled", transition: { days: 30, storage_class: "STANDARD_IA" } }];
    const it = { bucket: "${aws_s3_bucket.it.id}", rule, ...change };
    return { aws_s3_bucket: bucket, aws_s3_bucket_lifecycle_configuration: { it } };
  };

  it("leaves objects below 128 KB where they are, as S3 does", () => {
    expect(quantitiesOf(moving(), "primary", small)).toEqual([
      ["S3 PUT requests", 365_000, 365_000],
      ["S3 Standard", 4380, 4380],
    ]);
  });

  it("has no price for moving them all the same", () => {
    const change = { transition_default_minimum_object_size: "varies_by_storage_class" };

    expect(estimateOf(moving(change), "primary", small).notPriced).toMatchObject([
      { reason: "moving objects below 128 KB has no price" },
    ]);
  });

  it("has no price for classes that are not in the table", () => {
    const transition = { days: 30, storage_class: "INTELLIGENT_TIERING" };

    const { notPriced } = estimateOf(lifecycle({ status: "Enabled", transition }), "primary", usage);

    expect(notPriced.map(({ reason }) => reason)).toEqual(["storage class INTELLIGENT_TIERING has no price"]);
  });
});

describe("replication", () => {
  const destination = {
    bucket: "arn:aws:s3:::payments-transactions-dr-dev",
    replication_time: { status: "Enabled", time: { minutes: 15 } },
    metrics: { status: "Enabled", event_threshold: { minutes: 15 } },
  };
  const replicating = (change: Block = {}): BlocksByType => ({
    aws_s3_bucket_replication_configuration: {
      it: {
        bucket: "payments-transactions-dev",
        rule: [{ status: "Enabled", destination: [destination], ...change }],
      },
    },
  });

  it("costs transfer and time control where the active site sends, metrics in both", () => {
    expect(quantities(replicating())).toEqual([
      ["Transfer between Virginia and Ohio", 365, 0],
      ["S3 replication time control", 365, 0],
      ["Custom metrics", 3, 3],
    ]);
  });

  it("without time control costs the transfer only, and nothing while it is off", () => {
    expect(quantities(replicating({ destination: { bucket: destination.bucket } }))).toEqual([
      ["Transfer between Virginia and Ohio", 365, 0],
    ]);
    expect(quantities(replicating({ status: "Disabled" }))).toEqual([]);
  });

  it("is found by a reference to its bucket, and counted where it is", () => {
    const { lines } = estimateOf(
      {
        aws_s3_bucket: { it: { ...bucket.it, provider: "aws.dr" } },
        aws_s3_bucket_replication_configuration: {
          it: {
            bucket: "${aws_s3_bucket.it.id}",
            provider: "aws.dr",
            rule: { status: "Enabled", destination },
          },
        },
      },
      "primary",
      usage,
    );

    expect(lines.primary).toEqual([]);
    expect(lines.dr.find(({ price }) => price.item === "S3 replication time control")?.quantity).toEqual({
      normal: 0,
      drActive: 365,
    });
  });
});
