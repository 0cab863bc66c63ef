import { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SecretsManagerRotationEvent } from "aws-lambda";
import { fitForLog } from "./errors";
import { requireActiveSite } from "./role-record";
import { Rotation } from "./rotation";
import { SecretVersions } from "./secret-versions";
import { readSettings } from "./settings";

const logger = new Logger({ serviceName: "rotate-secret" });

/** Runs one step of the rotation of one secret. Secrets Manager calls it, and repeats a step that fails. */
export async function handler(event: SecretsManagerRotationEvent): Promise<void> {
  const { Step: step, SecretId: secret, ClientRequestToken: version } = event;
  const about = { step, secret, version };
  const client = new SecretsManagerClient();
  try {
    const settings = readSettings(process.env);
    await requireActiveSite(settings);
    await new Rotation(new SecretVersions(client, secret), version, settings.database).run(step);
    logger.info("Step done", about);
  } catch (error) {
    const said = fitForLog(error);
    logger.error("Step failed", { ...about, reason: said.message });
    throw said;
  } finally {
    client.destroy();
  }
}
