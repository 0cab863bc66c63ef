import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { policyDocument, type PolicyStatement } from "./policy-document";

/**
 * Gives a role a policy of its own.
 *
 * @param name of the policy in the role, and the id of the resource.
 */
export function inlinePolicy(
  scope: Construct,
  role: IamRole,
  name: string,
  statements: readonly PolicyStatement[],
): IamRolePolicy {
  return new IamRolePolicy(scope, name, {
    provider: providerOf(scope),
    name,
    role: role.name,
    policy: policyDocument(statements),
  });
}
