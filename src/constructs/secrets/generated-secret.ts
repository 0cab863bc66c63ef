import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, propertyAccess, Token } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { EphemeralResource } from "../../terraform/ephemeral-resource";

/** An Aurora cluster takes 8 to 41 characters, an RDS instance more (RDS API model, SDK 3.1169, read 2026-11). */
const PASSWORD_LENGTH = 40;

/** How long a deleted secret can still be had back, in days; Secrets Manager takes 0 or 7 to 30. */
const RECOVERY_DAYS = { protected: 30, destroyable: 0 } as const;

/** What a generated secret is made from. */
export interface GeneratedSecretProps {
  /** What it is for; part of its name. */
  readonly purpose: string;
  readonly description: string;
  readonly username: string;
  readonly keyArn: string;
  /** The copy in the other region: it stays a copy, and is never written there. */
  readonly replica: { readonly region: string; readonly keyArn: string };
}

/**
 * A user name and a generated password. The password is in no code, no state, no plan and no command line: it goes
 * from one ephemeral value into the secret, and from the secret into write-only arguments.
 */
export class GeneratedSecret extends Construct {
  readonly arn: string;
  /**
   * The password, for a write-only argument. It is read back from the secret, so that a run that stopped halfway
   * goes on with the password that is stored.
   */
  readonly password: string;

  constructor(
    scope: Construct,
    id: string,
    { purpose, description, username, keyArn, replica }: GeneratedSecretProps,
  ) {
    super(scope, id);
    const provider = providerOf(this);
    const secret = new SecretsmanagerSecret(this, "Default", {
      provider,
      name: nameFor(this, purpose, "secret"),
      description,
      kmsKeyId: keyArn,
      recoveryWindowInDays: RECOVERY_DAYS[RegionalStack.of(this).environment.protection],
      replica: [{ region: replica.region, kmsKeyId: replica.keyArn }],
    });
    answerFinding(
      secret,
      "CKV2_AWS_57",
      "Secrets Manager can't rotate a member of a global database by itself. The rotation function is not built yet: " +
        "until it is, the administrator's password is rotated by hand.",
    );
    const generated = new EphemeralResource(this, "generated", {
      type: "aws_secretsmanager_random_password",
      provider,
      // RDS refuses / " and @ in a password (API model, SDK 3.1169, read 2026-11); others break connection strings.
      arguments: { password_length: PASSWORD_LENGTH, exclude_punctuation: true },
    });
    const version = new SecretsmanagerSecretVersion(this, "version", {
      provider,
      secretId: secret.id,
      secretStringWo: Token.asString(
        Fn.jsonencode({ username, password: generated.attribute("random_password") }),
      ),
      // Written once; from then on the rotation owns the value.
      secretStringWoVersion: 1,
    });
    const stored = new EphemeralResource(this, "stored", {
      type: "aws_secretsmanager_secret_version",
      provider,
      // The version's attribute, not the secret's: nothing may be read before the first value is there.
      arguments: { secret_id: version.arn },
    });
    this.arn = secret.arn;
    this.password = Token.asString(
      propertyAccess(Fn.jsondecode(stored.attribute("secret_string")), ["password"]),
    );
  }
}
