import { CreateTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { bundle, HANDLER } from "../../../src/constructs/functions/bundle";
import { verdictId, type VerdictItem } from "../../../src/functions/validate-payment/verdict";

const REGION = "us-east-1";
const TABLE = "payments-idempotency-test";

/** Short, so that a test of what comes again need not wait. */
const HIDDEN_SECONDS = 1;
const RECEIVES = 4;
const PATIENCE_MS = 30_000;

const client = { region: REGION };

/** What one site has for the payment validation, in the local AWS. */
export class LocalSite {
  private readonly sqs = new SQSClient(client);
  private readonly s3 = new S3Client(client);
  private readonly lambda = new LambdaClient(client);
  private readonly dynamoDb = new DynamoDBClient(client);
  private readonly table = DynamoDBDocumentClient.from(this.dynamoDb);
  private queueUrl = "";
  private deadLetterUrl = "";
  /** Names of buckets are everybody's. */
  private readonly bucket: string;

  constructor(private readonly account: string) {
    this.bucket = `transactions-${account}`;
  }

  /** What the function is told. */
  get variables(): Record<string, string> {
    const limits = { USD: "10000", JPY: "1000000" };
    return {
      TABLE_NAME: TABLE,
      TRANSACTION_BUCKET: this.bucket,
      AMOUNT_LIMITS: JSON.stringify(limits),
    };
  }

  /** The function, and its queue with the dead-letter queue. */
  async addFunction(): Promise<void> {
    await this.addQueues();
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: "validate-payment",
        Runtime: "nodejs22.x",
        Handler: HANDLER,
        Role: `arn:aws:iam::${this.account}:role/validate-payment`,
        Code: { ZipFile: readFileSync(bundle("validate-payment").zipFile) },
        Timeout: 30,
        Environment: { Variables: this.variables },
      }),
    );
    await waitUntilFunctionActiveV2(
      { client: this.lambda, maxWaitTime: 20 },
      { FunctionName: "validate-payment" },
    );
    await this.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: "validate-payment",
        EventSourceArn: this.queueArn("validation-requests"),
        BatchSize: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      }),
    );
  }

  async send(...bodies: readonly string[]): Promise<void> {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await this.sqs.send(new SendMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }));
  }

  /** How many messages wait, or are being dealt with. */
  async waiting(): Promise<number> {
    const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.queueUrl, AttributeNames: [...names] }),
    );
    return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  }

  /** Waits until every message is dealt with. */
  async emptied(): Promise<void> {
    await eventually(async () => ((await this.waiting()) === 0 ? true : undefined));
  }

  async verdictOn(paymentId: string): Promise<VerdictItem | undefined> {
    const { Item } = await this.table.send(
      new GetCommand({ TableName: TABLE, Key: { id: verdictId(paymentId) } }),
    );
    return Item as VerdictItem | undefined;
  }

  /** Waits until the payment is judged. */
  async judged(paymentId: string): Promise<VerdictItem> {
    return eventually(() => this.verdictOn(paymentId));
  }

  /** Everything in the table. */
  async items(): Promise<Record<string, unknown>[]> {
    return (await this.table.send(new ScanCommand({ TableName: TABLE }))).Items ?? [];
  }

  /** The transaction log, by key. */
  async log(): Promise<Record<string, string>> {
    const { Contents = [] } = await this.s3.send(new ListObjectsV2Command({ Bucket: this.bucket }));
    const texts: Record<string, string> = {};
    for (const { Key = "" } of Contents) {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      texts[Key] = (await Body?.transformToString()) ?? "";
    }
    return texts;
  }

  /** Waits until a message was put by. */
  async putBy(): Promise<string> {
    return eventually(async () => {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.deadLetterUrl, WaitTimeSeconds: 1 }),
      );
      return Messages[0]?.Body;
    });
  }

  async addBucket(): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: this.bucket }));
  }

  async addTable(): Promise<void> {
    await this.dynamoDb.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      }),
    );
    await this.dynamoDb.send(
      new UpdateTimeToLiveCommand({
        TableName: TABLE,
        TimeToLiveSpecification: { Enabled: true, AttributeName: "expiration" },
      }),
    );
  }

  private async addQueues(): Promise<void> {
    const dead = await this.sqs.send(new CreateQueueCommand({ QueueName: "validation-requests-dead" }));
    const queue = await this.sqs.send(
      new CreateQueueCommand({
        QueueName: "validation-requests",
        Attributes: {
          VisibilityTimeout: String(HIDDEN_SECONDS),
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: this.queueArn("validation-requests-dead"),
            maxReceiveCount: RECEIVES,
          }),
        },
      }),
    );
    this.deadLetterUrl = dead.QueueUrl ?? "";
    this.queueUrl = queue.QueueUrl ?? "";
  }

  private queueArn(name: string): string {
    return `arn:aws:sqs:${REGION}:${this.account}:${name}`;
  }
}

/** Asks until there is an answer. */
export async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error(`nothing came within ${PATIENCE_MS} ms`);
}
