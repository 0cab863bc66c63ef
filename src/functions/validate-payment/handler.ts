import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { NAMESPACE, SERVICE, type Counted } from "./metrics";
import { readSettings } from "./settings";
import { TransactionLog } from "./transaction-log";
import { Validator } from "./validator";
import { VerdictStore } from "./verdict-store";

/** An AWS service that does not answer must fail within the function's time, so that the message comes again. */
const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

const { TABLE_NAME, TRANSACTION_BUCKET, AMOUNT_LIMITS } = readSettings(process.env);
const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });
const dynamoDb = new DynamoDBClient(clientOptions);
const processor = new BatchProcessor(EventType.SQS);
const validator = new Validator({
  limits: AMOUNT_LIMITS,
  persistence: new DynamoDBPersistenceLayer({ tableName: TABLE_NAME, awsSdkV3Client: dynamoDb }),
  verdicts: new VerdictStore(DynamoDBDocumentClient.from(dynamoDb), TABLE_NAME),
  log: new TransactionLog(new S3Client(clientOptions), TRANSACTION_BUCKET),
  onDuplicate: () => count("DuplicateMessages"),
});

/**
 * Judges the payment requests of one batch. Messages that could not be dealt with are reported one by one, and come
 * again; the others are done.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.addContext(context);
  try {
    return await processPartialResponse(event, (record: SQSRecord) => validate(record, context), processor, {
      // Reported one by one also when all fail: a thrown error would say less about each.
      throwOnFullBatchFailure: false,
    });
  } finally {
    metrics.publishStoredMetrics();
  }
}

async function validate(record: SQSRecord, context: Context): Promise<void> {
  const { messageId } = record;
  try {
    const { id, verdict, reasons } = await validator.validate(record, context);
    count(verdict === "accepted" ? "PaymentsAccepted" : "PaymentsRejected");
    logger.info("payment validated", { messageId, id, verdict, reasons });
  } catch (error) {
    count("FailedMessages");
    logger.error("message not dealt with", { messageId, error: error as Error });
    throw error;
  }
}

function count(metric: Counted): void {
  metrics.addMetric(metric, MetricUnit.Count, 1);
}
