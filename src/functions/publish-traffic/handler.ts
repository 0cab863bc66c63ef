import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import {
  ACTIVE_METRIC,
  DRILL_METRIC,
  EMERGENCY_METRIC,
  EPOCH_METRIC,
  SITE_ACTIVE_METRIC,
  TRAFFIC_METRIC,
} from "../../constructs/dns/traffic-metric";
import { readItem, readRoleRecord, type RoleRecord } from "../../role-record/read";
import { publishMetrics } from "../publish-metrics";
import { readSettings } from "./settings";

const STANDARD_RESOLUTION_SECONDS = 60;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** A service that hangs must fail within the function's time: the next run comes in a minute. */
const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

const { ROLE_TABLE, SYSTEM, SITE, ENVIRONMENT_SUFFIX } = readSettings(process.env);
const logger = new Logger({ serviceName: "publish-traffic" });
const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions));
const cloudWatch = new CloudWatchClient(clientOptions);

/**
 * Publishes what the role record says, as the function's own region knows it: whether the site there is active. In the DR
 * region also where traffic belongs, who is active, the epoch, and the age of the last drill. In the primary region also
 * whether the primary serves by the emergency item.
 *
 * @throws Error without publishing anything, if the record can't be read: in the DR region traffic then stays where it is.
 */
export async function handler(_event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  try {
    const [record, drill] = await Promise.all([
      readRoleRecord(dynamoDb, ROLE_TABLE, SYSTEM),
      SITE === "dr" ? drillMetric() : {},
    ]);
    await publish({
      [SITE_ACTIVE_METRIC]: Number(record.active_site === SITE),
      ...(SITE === "dr" ? trafficMetrics(record) : emergencyMetric(record)),
      ...drill,
    });
    logger.info("traffic published", { ...record });
  } catch (error) {
    logger.error("traffic not published", error as Error);
    throw error;
  }
}

function trafficMetrics({ traffic_site, active_site, epoch }: RoleRecord) {
  return {
    [TRAFFIC_METRIC]: Number(traffic_site === "dr"),
    [ACTIVE_METRIC]: Number(active_site === "dr"),
    [EPOCH_METRIC]: epoch,
  };
}

/** An emergency item that a newer record has overtaken is over, whether or not somebody has cleared it away. */
function emergencyMetric({ isEmergency, traffic_site }: RoleRecord) {
  return { [EMERGENCY_METRIC]: Number(isEmergency && traffic_site === "primary") };
}

/** Nothing before the first drill. What is wrong with a note on drills must not hold up traffic. */
async function drillMetric(): Promise<Readonly<Record<string, number>>> {
  try {
    const drill = await readItem(dynamoDb, ROLE_TABLE, SYSTEM, "drill");
    return drill ? { [DRILL_METRIC]: (Date.now() - Date.parse(drill.finished_at)) / DAY_MILLISECONDS } : {};
  } catch (error) {
    logger.error("the age of the last drill is not published", error as Error);
    return {};
  }
}

async function publish(values: Readonly<Record<string, number>>): Promise<void> {
  const system = { system: SYSTEM, suffix: ENVIRONMENT_SUFFIX };
  await publishMetrics(cloudWatch, system, values, STANDARD_RESOLUTION_SECONDS);
}
