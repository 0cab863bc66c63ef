import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Context } from "aws-lambda";
import { fitForLog } from "../rotation/errors";
import { NAMESPACE, retentionDimensions, SERVICE, type Counted } from "./metrics";
import { run, type Outcome } from "./run";
import { readSettings } from "./settings";

/** AWS must answer or fail well within the function's time. */
const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** A batch may take as long as a statement may, and a commit; in milliseconds. */
const TIME_FOR_A_BATCH_MS = 30_000;

const settings = readSettings(process.env);
const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({
  namespace: NAMESPACE,
  serviceName: SERVICE,
  defaultDimensions: retentionDimensions(settings.system, settings.suffix),
});
const secrets = new SecretsManagerClient(clientOptions);
const dynamoDb = new DynamoDBClient(clientOptions);

/**
 * Deletes personal data whose time is over, and erases again who was erased. A schedule starts it every day, and a person
 * after a restore.
 *
 * @throws RotationError, whatever went wrong: its message holds no personal data.
 */
export async function handler(_event: unknown, context: Context): Promise<Outcome> {
  logger.addContext(context);
  const hasTime = () => context.getRemainingTimeInMillis() > TIME_FOR_A_BATCH_MS;
  try {
    const outcome = await run({ settings, secrets, dynamoDb, hasTime });
    count(outcome);
    logger.info("done", { ...outcome });
    return outcome;
  } catch (error) {
    const said = fitForLog(error);
    logger.error("not done", { reason: said.message });
    throw said;
  } finally {
    metrics.publishStoredMetrics();
  }
}

function count(outcome: Outcome): void {
  const add = (metric: Counted, value: number) => metrics.addMetric(metric, MetricUnit.Count, value);
  add("Runs", 1);
  if (outcome.did === "nothing") return;
  add("HistoryDeleted", outcome.historyDeleted);
  add("ViewersDeleted", outcome.viewersDeleted);
  add("ErasuresRepeated", outcome.erasuresRepeated);
  if (!outcome.isFinished) add("UnfinishedRuns", 1);
}
