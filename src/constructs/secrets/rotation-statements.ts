import type { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import type { RotatedSecret } from "./rotated-secret";

/** Lets a function rotate secrets. */
export function rotateSecrets(secrets: readonly RotatedSecret[]): PolicyStatement {
  return {
    sid: "RotateSecrets",
    actions: [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ],
    resources: secrets.map(({ policyArn }) => policyArn),
  };
}

/** Lets it use their key for that, in its own region. */
export function useKeyOfSecrets(scope: Construct, keyArn: string): PolicyStatement {
  return {
    sid: "UseKeyOfSecrets",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [keyArn],
    conditions: [viaServices(`secretsmanager.${regionOf(scope)}`)],
  };
}
