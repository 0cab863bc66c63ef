import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import type { ReadCredentials } from "./login";

const content = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** Longer than a healthy answer takes, shorter than a request waits. In milliseconds. */
const READ_WITHIN_MS = 3_000;

/** Answers a function that reads user and password from the copy of the secret in a region, by their staging label. */
export function secretReader(arn: string, region: string): ReadCredentials {
  const client = new SecretsManagerClient({ region });
  return async (stage) => {
    const { SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: arn, VersionStage: stage }),
      { abortSignal: AbortSignal.timeout(READ_WITHIN_MS) },
    );
    const { success, data } = content.safeParse(parsed(SecretString));
    // The content itself must not get into an error.
    if (!success) throw new Error(`secret ${arn} has no username and password`);
    return data;
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
