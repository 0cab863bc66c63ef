import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { parseContent, type SecretContent } from "../rotate-secret/secret-content";
import { SecretVersions } from "../rotation/secret-versions";
import type { Login } from "./database";

/** The newer one first: the live database knows it, and so does a backup from after the last rotation. */
const STAGES = ["AWSCURRENT", "AWSPREVIOUS"] as const;

/** Who may log in: the service's user of now, and the one before it. */
export async function readLogins(client: SecretsManagerClient, secretId: string): Promise<Login[]> {
  const versions = new SecretVersions<SecretContent>(client, secretId, parseContent);
  const logins = await Promise.all(
    STAGES.map(async (label): Promise<Login[]> => {
      const content = await versions.at(label);
      return content ? [{ label, username: content.username, password: content.password }] : [];
    }),
  );
  return logins.flat();
}
