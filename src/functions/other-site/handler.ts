import { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import { act } from "./actions";
import { makeClients } from "./clients";
import { readRequest } from "./request";
import { readSettings } from "./settings";

/**
 * What is left of the function's time when calls are given up, in milliseconds. Who has called waits no longer than the
 * function's time, and has waited for its start already.
 */
const LAST_WORDS_MS = 4_000;

const settings = readSettings(process.env);
const logger = new Logger({ serviceName: "other-site" });
const clients = makeClients(settings.OTHER_REGION, settings.ROLE_REGION);

/**
 * Does in the other region what a state machine can't do there: it calls its own region only.
 *
 * @throws OtherSiteUnreachable, LockHeld or EpochMoved, by which state machines know what to do; what AWS refuses as it is.
 */
export async function handler(event: unknown, context: Context): Promise<object> {
  logger.addContext(context);
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - LAST_WORDS_MS));
  try {
    const request = readRequest(event);
    const answer = await act(request, clients, settings, { signal, now: () => new Date(), sleep });
    logger.info("done", { request, answer });
    return answer;
  } catch (error) {
    logger.error("not done", { event, error: error as Error });
    throw error;
  }
}
