import { GetRandomPasswordCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { RotationError } from "../rotation/errors";
import { SecretVersions } from "../rotation/secret-versions";
import { parseContent, type SecretContent } from "./secret-content";

/** An Aurora cluster takes 8 to 41 characters (RDS API model, SDK 3.1169, read 2026-11). */
const PASSWORD_LENGTH = 40;

/** The versions of a secret with a user's name and password. */
export class PasswordVersions extends SecretVersions<SecretContent> {
  constructor(client: SecretsManagerClient, secretId: string) {
    super(client, secretId, parseContent);
  }

  /** The versions of another secret. */
  of(secretId: string): PasswordVersions {
    return new PasswordVersions(this.client, secretId);
  }

  /** A new password, of letters and digits: every connection string takes it. */
  async randomPassword(): Promise<string> {
    const command = new GetRandomPasswordCommand({
      PasswordLength: PASSWORD_LENGTH,
      ExcludePunctuation: true,
    });
    const { RandomPassword: password } = await this.client.send(command);
    if (!password) throw new RotationError("Secrets Manager gave no password");
    return password;
  }
}
