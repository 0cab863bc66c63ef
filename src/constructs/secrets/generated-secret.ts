import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, propertyAccess, Token } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { EphemeralResource } from "../../terraform/ephemeral-resource";

/** An Aurora cluster takes 8 to 41 characters, an RDS instance more (RDS API model, SDK 3.1169, read 2026-11). */
const PASSWORD_LENGTH = 40;

/** How long a deleted secret can still be had back, in days; Secrets Manager takes 0 or 7 to 30. */
const RECOVERY_DAYS = { protected: 30, destroyable: 0 } as const;

/**
 * Stays on the version that Terraform has written, for ever. Secrets Manager removes versions without labels, and then
 * the next plan would write another password, which no database knows (decision 0010).
 */
const KEPT = "TERRAFORM";

/** What a generated secret is made from. */
export interface GeneratedSecretProps {
  /** What it is for; part of its name. */
  readonly purpose: string;
  readonly description: string;
  readonly username: string;
  /**
   * The administrator's secret, with which the rotation sets the passwords of this one: for services, whose two users take
   * turns.
   *
   * @default - none: the user sets its own password, as the administrator does
   */
  readonly administrator?: GeneratedSecret;
  readonly keyArn: string;
  /** The copy in the other region: it stays a copy, and is never written there. */
  readonly replica: { readonly region: string; readonly keyArn: string };
}

/**
 * A user name and a generated password, made to be rotated (`RotationSchedule`): after its first value the rotation owns
 * what is in it. It names no host, as the copy in the other region is the same to the letter.
 *
 * The password is in no code, no state, no plan and no command line: it goes from one ephemeral value into the secret,
 * and from the secret into write-only arguments.
 */
export class GeneratedSecret extends Construct {
  readonly arn: string;
  /** The ARN for policies, computed: only the six characters that Secrets Manager adds are left open. */
  readonly policyArn: string;
  readonly resource: SecretsmanagerSecret;
  /** The first value. What reads the secret comes after it. */
  readonly version: SecretsmanagerSecretVersion;
  /**
   * The password, for a write-only argument. It is read back from the secret, so that a run that stopped halfway
   * goes on with the password that is stored.
   */
  readonly password: string;

  constructor(
    scope: Construct,
    id: string,
    { purpose, description, username, administrator, keyArn, replica }: GeneratedSecretProps,
  ) {
    super(scope, id);
    const provider = providerOf(this);
    const name = nameFor(this, purpose, "secret");
    const secret = new SecretsmanagerSecret(this, "Default", {
      provider,
      name,
      description,
      kmsKeyId: keyArn,
      recoveryWindowInDays: RECOVERY_DAYS[RegionalStack.of(this).environment.protection],
      replica: [{ region: replica.region, kmsKeyId: replica.keyArn }],
    });
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
        Fn.jsonencode({
          username,
          password: generated.attribute("random_password"),
          // Secrets Manager's own word for it.
          ...(administrator && { masterarn: administrator.arn }),
        }),
      ),
      // Never raised: the rotation owns the value, and a second one from here would be a password that no database knows.
      secretStringWoVersion: 1,
      versionStages: ["AWSCURRENT", KEPT],
      // AWSCURRENT moves on with every rotation.
      lifecycle: { ignoreChanges: ["version_stages"] },
    });
    const stored = new EphemeralResource(this, "stored", {
      type: "aws_secretsmanager_secret_version",
      provider,
      // The version's attribute, not the secret's: nothing may be read before the first value is there.
      arguments: { secret_id: version.arn },
    });
    this.arn = secret.arn;
    const { account } = RegionalStack.of(this).environment;
    this.policyArn = `arn:aws:secretsmanager:${regionOf(this)}:${account}:secret:${name}-??????`;
    this.resource = secret;
    this.version = version;
    this.password = Token.asString(
      propertyAccess(Fn.jsondecode(stored.attribute("secret_string")), ["password"]),
    );
  }
}
