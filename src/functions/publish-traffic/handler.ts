import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import {
  ACTIVE_METRIC,
  EPOCH_METRIC,
  NAMESPACE,
  TRAFFIC_METRIC,
  trafficDimensions,
} from "../../constructs/dns/traffic-metric";
import { readRoleRecord } from "./role-record";
import { readSettings } from "./settings";

const STANDARD_RESOLUTION_SECONDS = 60;

/** A service that hangs must fail within the function's time: the next run comes in a minute. */
const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

const { ROLE_TABLE, SYSTEM, ENVIRONMENT_SUFFIX } = readSettings(process.env);
const logger = new Logger({ serviceName: "publish-traffic" });
const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions));
const cloudWatch = new CloudWatchClient(clientOptions);

/**
 * Publishes what the role record says: where traffic belongs, who is active, and the epoch.
 *
 * @throws Error without publishing anything, if the record can't be read: traffic then stays where it is.
 */
export async function handler(_event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  try {
    const record = await readRoleRecord(dynamoDb, ROLE_TABLE, SYSTEM);
    await publish({
      [TRAFFIC_METRIC]: Number(record.traffic_site === "dr"),
      [ACTIVE_METRIC]: Number(record.active_site === "dr"),
      [EPOCH_METRIC]: record.epoch,
    });
    logger.info("traffic published", { ...record });
  } catch (error) {
    logger.error("traffic not published", error as Error);
    throw error;
  }
}

async function publish(values: Readonly<Record<string, number>>): Promise<void> {
  const Dimensions = Object.entries(trafficDimensions(SYSTEM, ENVIRONMENT_SUFFIX)).map(([Name, Value]) => ({
    Name,
    Value,
  }));
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: NAMESPACE,
      MetricData: Object.entries(values).map(([MetricName, Value]) => ({
        MetricName,
        Dimensions,
        Value,
        StorageResolution: STANDARD_RESOLUTION_SECONDS,
      })),
    }),
  );
}
