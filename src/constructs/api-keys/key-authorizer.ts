import { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { LambdaFunction } from "../functions/lambda-function";
import { viaServices } from "../keys/via-service";
import { apiKeysPolicyArn, apiKeysSecretName } from "./names";

/** Two attempts to read the secret, and a cold start. API Gateway waits for longer. */
const TIMEOUT_SECONDS = 10;

/** What the authorizer of a site is made from. */
export interface KeyAuthorizerProps {
  /** The key of the secret, or of its copy, in the authorizer's own region. */
  readonly secretKeyArn: string;
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  /** How long the function's logs are kept, in days. */
  readonly logRetentionInDays: number;
}

/**
 * Tells API Gateway who calls, by the header `x-api-key`. Each site has one, and reads the secret of its own region: it needs
 * nothing of the other one.
 */
export class KeyAuthorizer extends Construct {
  readonly function: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    { secretKeyArn, keyArn, logRetentionInDays }: KeyAuthorizerProps,
  ) {
    super(scope, id);
    const { system, environment } = RegionalStack.of(this);
    this.function = new LambdaFunction(this, "function", {
      functionName: "authorize-api-key",
      description: "Tells API Gateway whose key a call brings",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        SYSTEM: system,
        ENVIRONMENT_SUFFIX: environment.suffix,
        SECRET_NAME: apiKeysSecretName(this),
      },
      statements: [
        {
          sid: "ReadApiKeys",
          actions: ["secretsmanager:GetSecretValue"],
          resources: [apiKeysPolicyArn(this)],
        },
        {
          sid: "DecryptApiKeys",
          actions: ["kms:Decrypt"],
          resources: [secretKeyArn],
          conditions: [viaServices(`secretsmanager.${regionOf(this)}`)],
        },
      ],
      keyArn,
      logRetentionInDays,
    });
  }
}
