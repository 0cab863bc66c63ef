import { EventStreaming, type EventStreamingProps } from "../../../src/constructs/streaming/event-streaming";
import { streamSettings } from "../../../src/constructs/streaming/settings";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { readStatements } from "../object-storage/synthesize-buckets";
import { argumentsOf, blockOf, reference, synthesizeStack, type Placement } from "../../support/stack";

const DATA_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
const STREAM = "arn:aws:kinesis:us-east-1:111122223333:stream/payments-events-dev";
const MAPPING = "aws_lambda_event_source_mapping";

function synthesize(given: Partial<EventStreamingProps> = {}, placement: Placement = {}) {
  let streaming: EventStreaming | undefined;
  const configuration = synthesizeStack((stack) => {
    streaming = new EventStreaming(stack, "events", {
      ...streamSettings.parse({}),
      dataKeyArn: DATA_KEY,
      operationsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/operations",
      logRetentionInDays: 7,
      ...given,
    });
  }, placement);
  return { streaming, configuration };
}

const codeOf = (configuration: TerraformConfiguration, consumer: string) =>
  readStatements(argumentsOf(configuration, "aws_iam_role_policy", `${consumer}_function_role_code`).policy);

describe.each(["archive", "plays"])("the consumer %s", (name) => {
  test("is registered, and its function is handed every record from the oldest one on", () => {
    const { configuration } = synthesize();
    const consumer = blockOf(configuration, "aws_kinesis_stream_consumer", name);
    expect(consumer.block).toEqual({
      name: `payments-events-${name}-dev`,
      stream_arn: reference(blockOf(configuration, "aws_kinesis_stream"), "arn"),
    });
    expect(argumentsOf(configuration, MAPPING, name)).toMatchObject({
      event_source_arn: reference(consumer, "arn"),
      function_name: reference(blockOf(configuration, "aws_lambda_function", name), "arn"),
      starting_position: "TRIM_HORIZON",
      parallelization_factor: 1,
    });
  });

  test("tries again until an hour before a record expires, and then says which one it gave up", () => {
    const { configuration } = synthesize();
    const discarded = blockOf(configuration, "aws_sqs_queue", name);
    expect(argumentsOf(configuration, MAPPING, name)).toMatchObject({
      function_response_types: ["ReportBatchItemFailures"],
      bisect_batch_on_function_error: true,
      maximum_retry_attempts: -1,
      maximum_record_age_in_seconds: 167 * 3600,
      destination_config: { on_failure: { destination_arn: reference(discarded, "arn") } },
    });
    expect(discarded.block).toMatchObject({
      name: `payments-events-${name}-discarded-dev`,
      message_retention_seconds: 14 * 86_400,
      sqs_managed_sse_enabled: true,
    });
  });

  test.each([
    [24, 23 * 3600],
    [8760, 604_800],
  ])("of a stream that keeps %d h gives up after %d s", (retentionHours, seconds) => {
    const { configuration } = synthesize({ retentionHours });
    expect(argumentsOf(configuration, MAPPING, name).maximum_record_age_in_seconds).toBe(seconds);
  });

  test("may read this stream as itself, and put by what it gave up", () => {
    const [, ...statements] = codeOf(synthesize().configuration, name);
    const queue = `arn:aws:sqs:us-east-1:111122223333:payments-events-${name}-discarded-dev`;
    expect(statements.slice(0, 4)).toEqual([
      {
        Sid: "ReadStream",
        Effect: "Allow",
        Action: [
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ],
        Resource: [STREAM],
      },
      {
        Sid: "ReadAsConsumer",
        Effect: "Allow",
        Action: ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"],
        Resource: [STREAM, `${STREAM}/consumer/payments-events-${name}-dev:*`],
      },
      {
        Sid: "DecryptRecords",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [DATA_KEY],
        Condition: { StringEquals: { "kms:ViaService": ["kinesis.us-east-1.amazonaws.com"] } },
      },
      { Sid: "PutByDiscarded", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [queue] },
    ]);
  });

  test("says what its alarms look at", () => {
    const { streaming } = synthesize();
    expect(streaming?.[name as "archive" | "plays"].watched).toEqual({
      streamName: "payments-events-dev",
      consumerName: `payments-events-${name}-dev`,
      functionName: name === "archive" ? "payments-archive-events-dev" : "payments-count-plays-dev",
      discardedQueueName: `payments-events-${name}-discarded-dev`,
    });
  });
});

describe("the streaming of a site", () => {
  test("archives in its own region, below its own prefix", () => {
    const { configuration } = synthesize();
    const bucket = "payments-events-111122223333-dev";
    expect(argumentsOf(configuration, "aws_lambda_function", "archive").environment).toEqual({
      variables: { ARCHIVE_BUCKET: bucket, SITE: "primary" },
    });
    expect(codeOf(configuration, "archive").slice(5)).toMatchObject([
      { Action: ["s3:PutObject"], Resource: [`arn:aws:s3:::${bucket}/events/primary/*`] },
      {
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { StringEquals: { "kms:ViaService": ["s3.us-east-1.amazonaws.com"] } },
      },
    ]);
  });

  test("counts in the table's copy of its own region", () => {
    const { configuration } = synthesize();
    expect(argumentsOf(configuration, "aws_lambda_function", "plays").environment).toEqual({
      variables: { TABLE_NAME: "payments-play-counts-dev", SITE: "primary" },
    });
    expect(codeOf(configuration, "plays").slice(5)).toMatchObject([
      {
        Action: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        Resource: ["arn:aws:dynamodb:us-east-1:111122223333:table/payments-play-counts-dev"],
      },
      { Condition: { StringEquals: { "kms:ViaService": ["dynamodb.us-east-1.amazonaws.com"] } } },
    ]);
  });

  test("takes batches as the environment says, but never lets those that are counted overtake each other", () => {
    const events = streamSettings.parse({
      archive: { batchSize: 10, batchingWindowSeconds: 0, batchesPerShard: 5 },
      plays: { batchSize: 100, batchingWindowSeconds: 2 },
    });
    const { configuration } = synthesize(events);
    expect(argumentsOf(configuration, MAPPING, "archive")).toMatchObject({
      batch_size: 10,
      maximum_batching_window_in_seconds: 0,
      parallelization_factor: 5,
    });
    expect(argumentsOf(configuration, MAPPING, "plays")).toMatchObject({
      batch_size: 100,
      maximum_batching_window_in_seconds: 2,
      parallelization_factor: 1,
    });
  });

  test("at the DR site names nothing of the primary region", () => {
    const inDr = (arn: string) => arn.replace("us-east-1", "us-east-2");
    const { configuration } = synthesize(
      {
        dataKeyArn: inDr(DATA_KEY),
        operationsKeyArn: inDr("arn:aws:kms:us-east-1:111122223333:key/operations"),
      },
      { site: "dr" },
    );
    expect(JSON.stringify(configuration.resource)).not.toContain("us-east-1");
    expect(argumentsOf(configuration, "aws_lambda_function", "archive").environment).toEqual({
      variables: { ARCHIVE_BUCKET: "payments-events-111122223333-dr-dev", SITE: "dr" },
    });
    expect(argumentsOf(configuration, "aws_lambda_function", "plays").environment).toEqual({
      variables: { TABLE_NAME: "payments-play-counts-dev", SITE: "dr" },
    });
  });

  test("shows what both functions count", () => {
    const shown = synthesize().streaming?.results.map(({ namespace, name, dimensions }) => [
      namespace,
      dimensions.service,
      name,
    ]);
    expect(shown).toEqual([
      ["Standby/Events", "archive-events", "EventsArchived"],
      ["Standby/Events", "archive-events", "UnreadableEventsArchived"],
      ["Standby/Events", "count-plays", "PlaysCounted"],
      ["Standby/Events", "count-plays", "RepeatedRecords"],
      ["Standby/Events", "count-plays", "UnknownRecords"],
    ]);
  });
});
