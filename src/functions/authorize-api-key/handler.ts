import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { NAMESPACE } from "../../constructs/dns/traffic-metric";
import { parseApiKeys } from "../api-keys/content";
import { readSettings } from "../read-settings";
import { Authorizer } from "./authorizer";
import { KeySource } from "./key-source";
import { REPLACED_KEY_METRIC, replacedKeyDimensions, SERVICE } from "./metrics";
import { answerFor } from "./policy";
import { settings } from "./settings";

/** Callers wait meanwhile: both attempts together must end well within the function's time. In milliseconds. */
const PATIENCE = { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true };

const { SYSTEM, ENVIRONMENT_SUFFIX, SECRET_NAME } = readSettings(settings, process.env);
const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });
const client = new SecretsManagerClient({ maxAttempts: 2, requestHandler: PATIENCE });
const now = () => new Date();
const source = new KeySource({
  read: async () => {
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: SECRET_NAME }));
    return parseApiKeys(text ?? "");
  },
  now,
  onStale: ({ name, message }, ageSeconds) =>
    logger.warn("Can't read the keys: going on with those from before", {
      ageSeconds,
      reason: `${name}: ${message}`,
    }),
});
const authorizer = new Authorizer(source, now);

/**
 * Says whether a call may pass, and who calls. API Gateway asks it, and keeps the answer for a minute.
 *
 * @throws Error where nobody can tell: API Gateway then answers 500, and keeps nothing.
 */
export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const caller = await authorizer.callerOf(event.headers);
  if (caller?.isReplaced) {
    metrics
      .addDimensions(replacedKeyDimensions(SYSTEM, ENVIRONMENT_SUFFIX, caller.client))
      .addMetric(REPLACED_KEY_METRIC, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  }
  return answerFor(event.methodArn, caller?.client);
}
