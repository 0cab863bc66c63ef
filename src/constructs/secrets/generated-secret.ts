import type { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, propertyAccess, Token } from "cdktf";
import type { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { EphemeralResource } from "../../terraform/ephemeral-resource";
import { RotatedSecret, type RotatedSecretProps } from "./rotated-secret";

/** An Aurora cluster takes 8 to 41 characters, an RDS instance more (RDS API model, SDK 3.1169, read 2026-11). */
const PASSWORD_LENGTH = 40;

/** What a generated secret is made from. */
export interface GeneratedSecretProps extends RotatedSecretProps {
  readonly username: string;
  /**
   * The administrator's secret, with which the rotation sets the passwords of this one: for services, whose two users take
   * turns.
   *
   * @default - none: the user sets its own password, as the administrator does
   */
  readonly administrator?: GeneratedSecret;
}

/**
 * A user name and a generated password, made to be rotated (`RotationSchedule`): after its first value the rotation owns
 * what is in it. It names no host, as the copy in the other region is the same to the letter.
 *
 * The password is in no code, no state, no plan and no command line: it goes from one ephemeral value into the secret,
 * and from the secret into write-only arguments.
 */
export class GeneratedSecret extends RotatedSecret {
  readonly version: SecretsmanagerSecretVersion;
  /**
   * The password, for a write-only argument. It is read back from the secret, so that a run that stopped halfway
   * goes on with the password that is stored.
   */
  readonly password: string;

  constructor(scope: Construct, id: string, props: GeneratedSecretProps) {
    super(scope, id, props);
    const { username, administrator } = props;
    const provider = providerOf(this);
    const generated = new EphemeralResource(this, "generated", {
      type: "aws_secretsmanager_random_password",
      provider,
      // RDS refuses / " and @ in a password (API model, SDK 3.1169, read 2026-11); others break connection strings.
      arguments: { password_length: PASSWORD_LENGTH, exclude_punctuation: true },
    });
    this.version = this.addFirstVersion({
      username,
      password: generated.attribute("random_password"),
      // Secrets Manager's own word for it.
      ...(administrator && { masterarn: administrator.arn }),
    });
    const stored = new EphemeralResource(this, "stored", {
      type: "aws_secretsmanager_secret_version",
      provider,
      // The version's attribute, not the secret's: nothing may be read before the first value is there.
      arguments: { secret_id: this.version.arn },
    });
    this.password = Token.asString(
      propertyAccess(Fn.jsondecode(stored.attribute("secret_string")), ["password"]),
    );
  }
}
