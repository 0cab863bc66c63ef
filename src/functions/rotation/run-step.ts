import type { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SecretsManagerRotationEvent } from "aws-lambda";
import { fitForLog } from "./errors";

/**
 * Runs what a step does, and logs how it went.
 *
 * @throws RotationError, whatever went wrong: its message holds no secret.
 */
export async function runStep(
  { Step: step, SecretId: secret, ClientRequestToken: version }: SecretsManagerRotationEvent,
  logger: Logger,
  work: (client: SecretsManagerClient) => Promise<void>,
): Promise<void> {
  const about = { step, secret, version };
  const client = new SecretsManagerClient();
  try {
    await work(client);
    logger.info("Step done", about);
  } catch (error) {
    const said = fitForLog(error);
    logger.error("Step failed", { ...about, reason: said.message });
    throw said;
  } finally {
    client.destroy();
  }
}
