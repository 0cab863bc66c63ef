import type { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { secretPolicyArn } from "../secrets/rotated-secret";

/** The secret's thing in names. */
export const API_KEYS = "api-keys";

/** The secret's name: the same in both regions, as a copy keeps it. */
export function apiKeysSecretName(scope: Construct): string {
  return RegionalStack.of(scope).physicalName(API_KEYS, "secret", "primary");
}

/** The secret in a construct's own region, for policies. */
export function apiKeysPolicyArn(scope: Construct): string {
  const { account } = RegionalStack.of(scope).environment;
  return secretPolicyArn({ region: regionOf(scope), account, name: apiKeysSecretName(scope) });
}
