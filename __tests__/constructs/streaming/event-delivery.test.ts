import { deliveredStreamSettings } from "../../../src/constructs/streaming/delivered-stream-settings";
import { EventArchive } from "../../../src/constructs/streaming/event-archive";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { readStatements } from "../object-storage/synthesize-buckets";
import { addDelivery, synthesizeDelivery } from "./synthesize-delivery";

const FIREHOSE = "aws_kinesis_firehose_delivery_stream";
const BUCKET = "arn:aws:s3:::payments-events-111122223333-dev";
const DATA_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";

const policyOf = (name: string) =>
  readStatements(
    argumentsOf(synthesizeDelivery().configuration, "aws_iam_role_policy", `role_${name}`).policy,
  );

describe("the delivery of events", () => {
  test("writes packed lines by day below the site's own prefix, and what it can't write apart from them", () => {
    const { configuration, delivery } = synthesizeDelivery();
    const role = reference(blockOf(configuration, "aws_iam_role"), "arn");
    const policies = blocksOf(configuration, "aws_iam_role_policy").map(({ address }) => address);
    expect(argumentsOf(configuration, FIREHOSE)).toMatchObject({
      name: "payments-events-delivery-dev",
      destination: "extended_s3",
      kinesis_source_configuration: {
        kinesis_stream_arn: reference(blockOf(configuration, "aws_kinesis_stream"), "arn"),
        role_arn: role,
      },
      extended_s3_configuration: {
        role_arn: role,
        bucket_arn: BUCKET,
        prefix: "events/primary/!{timestamp:yyyy/MM/dd}/",
        error_output_prefix: "errors/primary/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
        file_extension: ".ndjson.gz",
        compression_format: "GZIP",
        buffering_size: 64,
        buffering_interval: 60,
        processing_configuration: { enabled: true, processors: [{ type: "AppendDelimiterToRecord" }] },
        cloudwatch_logging_options: {
          enabled: true,
          log_group_name: reference(blockOf(configuration, "aws_cloudwatch_log_group"), "name"),
          log_stream_name: reference(blockOf(configuration, "aws_cloudwatch_log_stream"), "name"),
        },
      },
      depends_on: policies.reverse(),
    });
    expect(policies).toHaveLength(2);
    expect(delivery).toMatchObject({ name: "payments-events-delivery-dev", bufferSeconds: 60 });
  });

  test("names no key, since the bucket refuses whoever names one", () => {
    const { extended_s3_configuration } = argumentsOf(synthesizeDelivery().configuration, FIREHOSE);
    expect(extended_s3_configuration).not.toHaveProperty("kms_key_arn");
  });

  test("gathers as long and as much as the environment says", () => {
    const { configuration, delivery } = synthesizeDelivery({
      settings: { bufferMebibytes: 128, bufferSeconds: 900 },
    });
    expect(argumentsOf(configuration, FIREHOSE).extended_s3_configuration).toMatchObject({
      buffering_size: 128,
      buffering_interval: 900,
    });
    expect(delivery?.bufferSeconds).toBe(900);
  });

  test("logs its errors for as long as applications do", () => {
    const { configuration } = synthesizeDelivery();
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/kinesisfirehose/payments-events-delivery-dev",
      retention_in_days: 7,
      kms_key_id: "arn:aws:kms:us-east-1:111122223333:key/operations",
    });
  });

  test("may read the one stream", () => {
    expect(policyOf("stream")).toEqual([
      {
        Sid: "ReadStream",
        Effect: "Allow",
        Action: [
          "kinesis:DescribeStream",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ],
        Resource: ["arn:aws:kinesis:us-east-1:111122223333:stream/payments-events-dev"],
      },
      {
        Sid: "DecryptRecords",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [DATA_KEY],
        Condition: { StringEquals: { "kms:ViaService": ["kinesis.us-east-1.amazonaws.com"] } },
      },
    ]);
  });

  test("may write below its two prefixes and say what went wrong, and read no object", () => {
    expect(policyOf("archive")).toEqual([
      {
        Sid: "FindBucket",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        Resource: [BUCKET],
      },
      {
        Sid: "WriteArchive",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: [`${BUCKET}/events/primary/*`, `${BUCKET}/errors/primary/*`],
      },
      {
        Sid: "EncryptArchive",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [DATA_KEY],
        Condition: { StringEquals: { "kms:ViaService": ["s3.us-east-1.amazonaws.com"] } },
      },
      {
        Sid: "WriteErrors",
        Effect: "Allow",
        Action: ["logs:PutLogEvents"],
        Resource: [
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/kinesisfirehose/payments-events-delivery-dev:log-stream:DestinationDelivery",
        ],
      },
    ]);
  });

  test("at the DR site names nothing of the primary region", () => {
    const { configuration } = synthesizeDelivery({}, { site: "dr" });
    expect(JSON.stringify(configuration.resource)).not.toContain("us-east-1");
    expect(argumentsOf(configuration, FIREHOSE)).toMatchObject({
      name: "payments-events-delivery-dr-dev",
      extended_s3_configuration: {
        bucket_arn: "arn:aws:s3:::payments-events-111122223333-dr-dev",
        prefix: "events/dr/!{timestamp:yyyy/MM/dd}/",
      },
    });
  });

  test("waits for the archive's bucket in the stack that makes both", () => {
    const configuration = synthesizeStack((stack) => {
      const archive = new EventArchive(stack, "events-archive", {
        ...deliveredStreamSettings.parse({}).archive,
        keyArns: { primary: DATA_KEY, dr: DATA_KEY.replace("us-east-1", "us-east-2") },
        logBucketNames: { primary: "logs-here", dr: "logs-there" },
      });
      addDelivery(stack, { dependsOn: archive.ready.primary });
    });
    const own = blocksOf(configuration, "aws_s3_bucket_policy").find(
      ({ block }) => block.provider === undefined,
    );
    expect(argumentsOf(configuration, FIREHOSE).depends_on).toContain(own?.address);
    const [rule] = argumentsOf(
      configuration,
      "aws_s3_bucket_lifecycle_configuration",
      "events-archive_bucket",
    ).rule as Record<string, unknown>[];
    expect(rule?.transition).toEqual([
      { days: 30, storage_class: "STANDARD_IA" },
      { days: 90, storage_class: "GLACIER" },
    ]);
  });
});
