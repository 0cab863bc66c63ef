import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

/** How long a deleted secret can still be had back, in days; Secrets Manager takes 0 or 7 to 30. */
const RECOVERY_DAYS = { protected: 30, destroyable: 0 } as const;

/**
 * Stays on the version that Terraform has written, for ever. Secrets Manager removes versions without labels, and then
 * the next plan would write the first value again, over all that was rotated since (decision 0010).
 */
const KEPT = "TERRAFORM";

/** What a rotated secret is made from. */
export interface RotatedSecretProps {
  /** What it is for; part of its name. */
  readonly purpose: string;
  readonly description: string;
  readonly keyArn: string;
  /** The copy in the other region: it stays a copy, and is never written there. */
  readonly replica: { readonly region: string; readonly keyArn: string };
}

/**
 * A secret that a rotation owns after its first value (`RotationSchedule`), and its copy in the other region, which is the
 * same to the letter.
 */
export abstract class RotatedSecret extends Construct {
  readonly arn: string;
  /** The ARN for policies, computed: only the six characters that Secrets Manager adds are left open. */
  readonly policyArn: string;
  readonly resource: SecretsmanagerSecret;
  /** The first value. What reads the secret comes after it. */
  abstract readonly version: SecretsmanagerSecretVersion;

  constructor(scope: Construct, id: string, { purpose, description, keyArn, replica }: RotatedSecretProps) {
    super(scope, id);
    const name = nameFor(this, purpose, "secret");
    const { account, protection } = RegionalStack.of(this).environment;
    this.resource = new SecretsmanagerSecret(this, "Default", {
      provider: providerOf(this),
      name,
      description,
      kmsKeyId: keyArn,
      recoveryWindowInDays: RECOVERY_DAYS[protection],
      replica: [{ region: replica.region, kmsKeyId: replica.keyArn }],
    });
    this.arn = this.resource.arn;
    this.policyArn = secretPolicyArn({ region: regionOf(this), account, name });
  }

  /** Writes the first value, as JSON. It stands in neither state nor plan. */
  protected addFirstVersion(content: object): SecretsmanagerSecretVersion {
    return new SecretsmanagerSecretVersion(this, "version", {
      provider: providerOf(this),
      secretId: this.resource.id,
      secretStringWo: Token.asString(Fn.jsonencode(content)),
      // Never raised: the rotation owns the value, and nobody would know a second one from here.
      secretStringWoVersion: 1,
      versionStages: ["AWSCURRENT", KEPT],
      // AWSCURRENT moves on with every rotation.
      lifecycle: { ignoreChanges: ["version_stages"] },
    });
  }
}

/** The ARN of a secret, or of its copy, for policies: the six characters that Secrets Manager adds are left open. */
export function secretPolicyArn(secret: {
  readonly region: string;
  readonly account: string;
  readonly name: string;
}): string {
  return `arn:aws:secretsmanager:${secret.region}:${secret.account}:secret:${secret.name}-??????`;
}
