import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { readFileSync } from "node:fs";
import { bundle, HANDLER } from "../../../src/constructs/functions/bundle";

const REGION = "us-east-1";
const TABLE = "globalstream-play-counts-test";
const STREAM = "globalstream-events-test";

const client = { region: REGION };

/** What one site has for its events, in the local AWS. That knows no consumers: functions read the stream itself. */
export class LocalStreaming {
  private readonly kinesis = new KinesisClient(client);
  private readonly s3 = new S3Client({ ...client, forcePathStyle: true });
  private readonly lambda = new LambdaClient(client);
  private readonly dynamoDb = new DynamoDBClient(client);
  private readonly table = DynamoDBDocumentClient.from(this.dynamoDb);
  /** Names of buckets are everybody's. */
  private readonly bucket: string;

  constructor(private readonly account: string) {
    this.bucket = `events-${account}`;
  }

  async addStream(shards: number): Promise<void> {
    await this.kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: shards }));
  }

  async addBucket(): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: this.bucket }));
  }

  async addTable(): Promise<void> {
    await this.dynamoDb.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "id", KeyType: "HASH" },
          { AttributeName: "site", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "id", AttributeType: "S" },
          { AttributeName: "site", AttributeType: "S" },
        ],
      }),
    );
  }

  /** Both functions from their zips, each on a mapping of its own. */
  async addConsumers(): Promise<void> {
    await this.addConsumer("archive-events", { ARCHIVE_BUCKET: this.bucket, SITE: "primary" });
    await this.addConsumer("count-plays", { TABLE_NAME: TABLE, SITE: "primary" });
  }

  /** Lets a function read from the oldest record on, as for a replay, and gives the id of the mapping. */
  async replay(functionName: string): Promise<string> {
    const { UUID = "" } = await this.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: functionName,
        EventSourceArn: `arn:aws:kinesis:${REGION}:${this.account}:stream/${STREAM}`,
        StartingPosition: "TRIM_HORIZON",
        BatchSize: 3,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      }),
    );
    return UUID;
  }

  /** What came of the latest batch of a mapping. */
  async latestResult(UUID: string): Promise<string | undefined> {
    return (await this.lambda.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult;
  }

  async put(...events: readonly (readonly [viewer: string, event: unknown])[]): Promise<void> {
    await this.kinesis.send(
      new PutRecordsCommand({
        StreamName: STREAM,
        Records: events.map(([PartitionKey, event]) => ({
          PartitionKey,
          Data: Buffer.from(typeof event === "string" ? event : JSON.stringify(event)),
        })),
      }),
    );
  }

  /** Plays by title. */
  async plays(): Promise<Record<string, number>> {
    const { Items = [] } = await this.table.send(new ScanCommand({ TableName: TABLE }));
    const counted = Items.filter(({ id }) => String(id).startsWith("plays#"));
    return Object.fromEntries(counted.map(({ titleId, plays }) => [String(titleId), Number(plays)]));
  }

  /** The lines of the archive. */
  async archived(): Promise<unknown[]> {
    const { Contents = [] } = await this.s3.send(new ListObjectsV2Command({ Bucket: this.bucket }));
    const lines: unknown[] = [];
    for (const { Key = "" } of Contents) {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      const text = (await Body?.transformToString()) ?? "";
      for (const line of text.trimEnd().split("\n")) lines.push(JSON.parse(line));
    }
    return lines;
  }

  private async addConsumer(name: string, variables: Record<string, string>): Promise<void> {
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: "nodejs22.x",
        Handler: HANDLER,
        Role: `arn:aws:iam::${this.account}:role/${name}`,
        Code: { ZipFile: readFileSync(bundle(name).zipFile) },
        Timeout: 60,
        Environment: { Variables: variables },
      }),
    );
    await waitUntilFunctionActiveV2({ client: this.lambda, maxWaitTime: 20 }, { FunctionName: name });
    await this.replay(name);
  }
}
