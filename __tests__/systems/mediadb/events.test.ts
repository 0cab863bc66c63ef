import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, smallSites } from "../sites";

const SITES = smallSites("mediadb");
const primary = SITES[0]!.stack;

describe.each(SITES)("the events of the $site site", ({ site, end, stack }) => {
  const stream = blockOf(stack, "aws_kinesis_stream");

  test("go into a stream of two shards, which takes them whatever the role, and keeps them for a week (MD-KIN-01, MD-KIN-04)", () => {
    expect(stream.block).toMatchObject({
      name: `mediadb-events${end}`,
      stream_mode_details: { stream_mode: "PROVISIONED" },
      shard_count: 2,
      retention_period: 7 * 24,
      encryption_type: "KMS",
      kms_key_id: dataKeyOf(stack),
    });
    expect(JSON.stringify(stream.block)).not.toContain("active-site");
  });

  test("are delivered by Firehose to the site's own archive within a minute", () => {
    const delivery = argumentsOf(stack, "aws_kinesis_firehose_delivery_stream");
    expect(delivery).toMatchObject({
      name: `mediadb-events-delivery${end}`,
      kinesis_source_configuration: { kinesis_stream_arn: reference(stream, "arn") },
      extended_s3_configuration: {
        bucket_arn: `arn:aws:s3:::mediadb-events-111122223333${end}`,
        buffering_interval: 60,
        buffering_size: 64,
        compression_format: "GZIP",
        prefix: `events/${site}/!{timestamp:yyyy/MM/dd}/`,
      },
    });
    const log = blockOf(stack, "aws_cloudwatch_log_group", "events-delivery");
    const { extended_s3_configuration: to } = delivery as { extended_s3_configuration: Block };
    expect(to.cloudwatch_logging_options).toMatchObject({
      enabled: true,
      log_group_name: reference(log, "name"),
    });
  });

  test("are read by nothing but Firehose: there is no function to fall behind", () => {
    expect(blocksOf(stack, "aws_lambda_event_source_mapping")).toEqual([]);
    expect(blocksOf(stack, "aws_kinesis_stream_consumer")).toEqual([]);
  });
});

const archives = blocksOf(primary, "aws_s3_bucket").filter(({ address }) =>
  address.includes("events-archive"),
);

test("the archives of both regions are made by the primary stack, copied both ways within 15 minutes", () => {
  expect(archives.map(({ block }) => [block.bucket, block.provider])).toEqual([
    ["mediadb-events-111122223333-dev", undefined],
    ["mediadb-events-111122223333-dr-dev", "aws.dr"],
  ]);
  const replications = blocksOf(primary, "aws_s3_bucket_replication_configuration").map(({ block }) => block);
  expect(replications.map(({ provider }) => provider).sort()).toEqual(["aws.dr", undefined]);
  for (const { rule } of replications as { rule: Block[] }[]) {
    expect(rule[0]?.destination).toMatchObject({
      replication_time: { status: "Enabled", time: { minutes: 15 } },
    });
  }
  expect(blocksOf(SITES[1]!.stack, "aws_s3_bucket_replication_configuration")).toEqual([]);
});

test("archived events move to Glacier after 90 days, and are deleted after a year (MD-KIN-02, MD-GDP-01)", () => {
  const lifecycles = blocksOf(primary, "aws_s3_bucket_lifecycle_configuration").filter(({ address }) =>
    address.includes("events-archive"),
  );
  expect(lifecycles).toHaveLength(archives.length);
  for (const { block } of lifecycles) {
    expect((block.rule as Block[])[0]).toMatchObject({
      status: "Enabled",
      transition: [
        { days: 30, storage_class: "STANDARD_IA" },
        { days: 90, storage_class: "GLACIER" },
      ],
      expiration: [{ days: 365 }],
    });
  }
});
