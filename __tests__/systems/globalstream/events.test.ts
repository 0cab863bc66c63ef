import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { dataKeyOf, smallSites } from "../sites";

const SITES = smallSites("globalstream");
const primary = SITES[0]!.stack;
const WEEK = 7 * 24;

describe.each(SITES)("the events of the $site site", ({ site, end, stack }) => {
  const stream = blockOf(stack, "aws_kinesis_stream");
  const variablesOf = (part: string) =>
    (argumentsOf(stack, "aws_lambda_function", part).environment as { variables: Block }).variables;

  test("go into a stream of its own, which takes them whatever the role", () => {
    expect(stream.block).toMatchObject({
      name: `globalstream-events${end}`,
      stream_mode_details: { stream_mode: "ON_DEMAND" },
    });
    expect(JSON.stringify(stream.block)).not.toContain("active-site");
  });

  test("are encrypted with the customer's key, and can be read for a week", () => {
    expect(stream.block).toMatchObject({
      encryption_type: "KMS",
      kms_key_id: dataKeyOf(stack),
      retention_period: WEEK,
    });
  });

  test.each(["archive", "plays"])(
    "are read for the %s by a consumer with a throughput of its own",
    (thing) => {
      const consumer = blockOf(stack, "aws_kinesis_stream_consumer", thing);
      expect(consumer.block).toEqual({
        name: `globalstream-events-${thing}${end}`,
        stream_arn: reference(stream, "arn"),
      });
      const reading = argumentsOf(stack, "aws_lambda_event_source_mapping", thing);
      expect(reading).toMatchObject({
        event_source_arn: reference(consumer, "arn"),
        function_name: reference(blockOf(stack, "aws_lambda_function", `events_${thing}`), "arn"),
        starting_position: "TRIM_HORIZON",
        bisect_batch_on_function_error: true,
        function_response_types: ["ReportBatchItemFailures"],
      });
      // Before the stream forgets a record, it goes to where people find it.
      expect(Number(reading.maximum_record_age_in_seconds)).toBeLessThan(WEEK * 3600);
      expect(reading.destination_config).toEqual({
        on_failure: { destination_arn: reference(blockOf(stack, "aws_sqs_queue", `events_${thing}`), "arn") },
      });
    },
  );

  test("are archived in the region, and counted in a table that both regions have", () => {
    expect(variablesOf("events_archive")).toEqual({
      ARCHIVE_BUCKET: `globalstream-events-111122223333${end}`,
      SITE: site,
    });
    expect(variablesOf("events_plays")).toEqual({ TABLE_NAME: "globalstream-play-counts-dev", SITE: site });
  });
});

test("the archive is copied both ways, within 15 minutes", () => {
  const replications = blocksOf(primary, "aws_s3_bucket_replication_configuration").map(({ block }) => block);
  expect(replications.map(({ provider }) => provider).sort()).toEqual(["aws.dr", undefined]);
  for (const { rule } of replications) {
    expect(rule).toEqual([
      expect.objectContaining({
        destination: expect.objectContaining({
          replication_time: { status: "Enabled", time: { minutes: 15 } },
        }) as unknown,
      }),
    ]);
  }
});

test("the counts have a replica in the DR region, under its key", () => {
  expect(argumentsOf(primary, "aws_dynamodb_table", "play-counts")).toMatchObject({
    name: "globalstream-play-counts-dev",
    server_side_encryption: { enabled: true, kms_key_arn: dataKeyOf(primary) },
    replica: [
      expect.objectContaining({
        region_name: "us-west-2",
        kms_key_arn: reference(blockOf(primary, "aws_kms_replica_key"), "arn"),
      }),
    ],
  });
});

test("the DR stack makes no archive and no table: they are there before it", () => {
  const { stack } = SITES[1]!;
  expect(blocksOf(stack, "aws_dynamodb_table")).toEqual([]);
  expect(blocksOf(stack, "aws_s3_bucket_replication_configuration")).toEqual([]);
});
