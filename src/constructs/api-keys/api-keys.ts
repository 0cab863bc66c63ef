import { Construct } from "constructs";
import type { PerSite } from "../../config/site";
import { siteOf } from "../../stacks/aliased-scope";
import type { LambdaFunction } from "../functions/lambda-function";
import { RotationSchedule } from "../secrets/rotation-schedule";
import { KeyRotation } from "./key-rotation";
import { KeySecret } from "./key-secret";
import type { ApiKeySettings } from "./settings";

/** What the API keys are made from. */
export interface ApiKeysProps {
  readonly settings: ApiKeySettings;
  /** Encrypt the secret and its copy, each in its own region. */
  readonly secretKeyArns: PerSite<string>;
  /** The table with the record of who serves, in the DR region, and its key. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /** What must be there before the first rotation, which begins at once: the record of who serves. */
  readonly after: readonly Construct[];
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  /** How long the function's logs are kept, in days. */
  readonly logRetentionInDays: number;
}

/**
 * The keys of the API's clients: one secret, copied to the DR region, and what makes new keys again and again. They lie in
 * Secrets Manager alone: a key of API Gateway's own would stand in the Terraform state.
 */
export class ApiKeys extends Construct {
  readonly secret: KeySecret;
  /** Makes the keys: for its alarms. */
  readonly rotation: LambdaFunction;

  /** @throws Error in the DR region. */
  constructor(scope: Construct, id: string, props: ApiKeysProps) {
    super(scope, id);
    if (siteOf(this) !== "primary") {
      throw new Error(`${this.node.path}: the secret of the DR region is a copy, which can't be rotated`);
    }
    const { settings, secretKeyArns, after, ...given } = props;
    this.secret = new KeySecret(this, "secret", { keyArns: secretKeyArns });
    const rotation = new KeyRotation(this, "rotation", {
      ...given,
      settings,
      secret: this.secret,
      secretKeyArn: secretKeyArns.primary,
    });
    this.rotation = rotation.function;
    new RotationSchedule(this, "schedule", {
      secret: this.secret,
      rotation,
      everyDays: settings.rotationDays,
      after,
    });
  }
}
