import { Logger } from "@aws-lambda-powertools/logger";
import type { SecretsManagerRotationEvent } from "aws-lambda";
import { requireActiveSite } from "../rotation/role-record";
import { runStep } from "../rotation/run-step";
import { KeyRotation } from "./rotation";
import { readSettings } from "./settings";

const logger = new Logger({ serviceName: "rotate-api-keys" });

/** Runs one step of the rotation of the API keys. Secrets Manager calls it, and repeats a step that fails. */
export async function handler(event: SecretsManagerRotationEvent): Promise<void> {
  await runStep(event, logger, async (client) => {
    const settings = readSettings(process.env);
    await requireActiveSite(settings);
    const { SecretId: secretId, ClientRequestToken: version, Step: step } = event;
    await new KeyRotation({ client, secretId, version, settings, now: () => new Date() }).run(step);
  });
}
