import { Logger } from "@aws-lambda-powertools/logger";
import type { SecretsManagerRotationEvent } from "aws-lambda";
import { requireActiveSite } from "../rotation/role-record";
import { runStep } from "../rotation/run-step";
import { PasswordVersions } from "./password-versions";
import { PasswordRotation } from "./rotation";
import { readSettings } from "./settings";

const logger = new Logger({ serviceName: "rotate-secret" });

/** Runs one step of the rotation of one secret. Secrets Manager calls it, and repeats a step that fails. */
export async function handler(event: SecretsManagerRotationEvent): Promise<void> {
  await runStep(event, logger, async (client) => {
    const settings = readSettings(process.env);
    await requireActiveSite(settings);
    const versions = new PasswordVersions(client, event.SecretId);
    await new PasswordRotation(versions, event.ClientRequestToken, settings.database).run(event.Step);
  });
}
