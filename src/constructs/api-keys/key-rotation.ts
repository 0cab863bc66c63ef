import { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { roleReadingStatements } from "../failover/role-statements";
import { LambdaFunction } from "../functions/lambda-function";
import type { RotatedSecret } from "../secrets/rotated-secret";
import { rotateSecrets, useKeyOfSecrets } from "../secrets/rotation-statements";
import type { ApiKeySettings } from "./settings";

/** The AWS calls of a step, and the patience with a DR region that does not answer. */
const TIMEOUT_SECONDS = 30;

/** What rotates the API keys is made from. */
export interface KeyRotationProps {
  readonly settings: ApiKeySettings;
  readonly secret: RotatedSecret;
  /** The key of the secret. */
  readonly secretKeyArn: string;
  /** The table with the record of who serves, in the DR region, and its key: while this site does not, nothing is rotated. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/** The function that makes new API keys. */
export class KeyRotation extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: KeyRotationProps) {
    super(scope, id);
    const { settings, secret, secretKeyArn, roleTable, keyArn, logRetentionInDays } = props;
    const { system, regions, environment } = RegionalStack.of(this);
    this.function = new LambdaFunction(this, "function", {
      functionName: "rotate-api-keys",
      description: "Makes new API keys, and lets those before them end",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        SYSTEM: system,
        ENVIRONMENT_SUFFIX: environment.suffix,
        SITE: siteOf(this),
        CLIENTS: settings.clients.join(","),
        GRACE_HOURS: String(settings.graceHours),
        ROLE_TABLE: roleTable.name,
        ROLE_REGION: regions.dr,
      },
      statements: [
        rotateSecrets([secret]),
        useKeyOfSecrets(this, secretKeyArn),
        ...roleReadingStatements(this, "dr", roleTable.keyArn),
      ],
      keyArn,
      logRetentionInDays,
    });
  }
}
