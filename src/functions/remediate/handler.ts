import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import { readSettings } from "../read-settings";
import { announce } from "./announcement";
import { Memory } from "./memory";
import { COUNTED, NAMESPACE, remediationDimensions, SERVICE } from "./metrics";
import { whyRolesMove } from "./moving-roles";
import { CLIENT_OPTIONS, makeRemedies } from "./remedies";
import { Remediation, type Result } from "./remediation";
import type { RemedyName } from "./remedy";
import { settings } from "./settings";

const given = readSettings(settings, process.env);
const { SYSTEM, ENVIRONMENT_SUFFIX, SITE, MODE, ROLE_REGION, ROLE_TABLE: table, REMEDIES } = given;
const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({
  namespace: NAMESPACE,
  serviceName: SERVICE,
  defaultDimensions: remediationDimensions(SYSTEM, ENVIRONMENT_SUFFIX),
});
const sns = new SNSClient(CLIENT_OPTIONS);
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...CLIENT_OPTIONS, region: ROLE_REGION }));
const now = () => new Date();

const remediation = new Remediation({
  remedies: makeRemedies(REMEDIES),
  mode: MODE,
  memory: new Memory({ client, table, system: SYSTEM, site: SITE }, now),
  whyRolesMove: () => whyRolesMove({ client, table, system: SYSTEM }),
  tell: (news) => announce(sns, given, news),
  count,
  log: (message, details) => logger.info(message, { ...details }),
  now,
});

/** Meets an event of EventBridge. What fails is tried again by Lambda, and then put by. */
export async function handler(event: unknown, context: Context): Promise<{ readonly result: Result }> {
  logger.addContext(context);
  try {
    return { result: await remediation.meet(event) };
  } catch (error) {
    logger.error("event not met", error as Error);
    throw error;
  }
}

function count(remedy: RemedyName, result: Result): void {
  const metric = metrics.singleMetric();
  metric.addDimension("Remedy", remedy);
  metric.addMetric(COUNTED[result].metric, MetricUnit.Count, 1);
}
