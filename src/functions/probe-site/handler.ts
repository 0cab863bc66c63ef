import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import { act } from "./actions";
import { realClock } from "./clock";
import { readRequest } from "./request";
import { readSettings } from "./settings";
import { makeResolveTxt } from "./verdict";

/** A service that hangs must not cost the next round. */
const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

const settings = readSettings(process.env);
const logger = new Logger({ serviceName: "probe-site" });
const tools = {
  documents: DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions)),
  cloudWatch: new CloudWatchClient(clientOptions),
  resolveTxt: makeResolveTxt(),
  clock: realClock,
};

/**
 * Looks at the sites from outside: watches the active one (`probe`), makes sure that the other one is lost (`confirm`),
 * and says how a takeover has ended (`measure`).
 *
 * @throws Error if it could not look. A site that is dead is an answer.
 */
export async function handler(event: unknown, context: Context): Promise<object> {
  logger.addContext(context);
  try {
    const request = readRequest(event);
    const answer = await act(request, settings, tools);
    logger.info("done", { request, answer });
    return answer;
  } catch (error) {
    logger.error("not done", { event, error: error as Error });
    throw error;
  }
}
