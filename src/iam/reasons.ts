import { TerraformResource, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { wildcardReasonsOf } from "../constructs/iam/policy-document";
import { COMMENT, type Block } from "../terraform/configuration";

const WILDCARDS = "wildcards";

/** The properties of the bindings that hold what a policy argument was given, and the argument's name. */
const POLICY_INPUTS: Readonly<Record<string, string>> = {
  assumeRolePolicyInput: "assume_role_policy",
  policyDocumentInput: "policy_document",
  policyInput: "policy",
};

/** The reasons for the wildcards of one resource: by argument, then by the statement's Sid. */
export type WildcardReasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Says why a statement of a resource's policy may hold a wildcard, where the policy is not made by `policyDocument`.
 * The reason goes into the synthesized JSON as a comment.
 *
 * @param argument the Terraform argument that holds the policy, for example `policy`.
 * @param sid the statement's Sid.
 * @throws Error for an empty reason.
 */
export function explainWildcard(
  resource: TerraformResource,
  argument: string,
  sid: string,
  reason: string,
): void {
  if (!reason.trim()) throw new Error(`${resource.node.path}: statement ${sid} needs a reason`);
  resource.addOverride(`${COMMENT}.${WILDCARDS}.${argument}.${sid}`, reason);
}

/** The reasons that stand beside a resource in the JSON. */
export function wildcardReasonsIn(block: Block): WildcardReasons {
  return ((block[COMMENT] as Block | undefined)?.[WILDCARDS] as WildcardReasons | undefined) ?? {};
}

/** Puts the reasons that `policyDocument` was given beside the resources that hold its policies. */
export class CarryWildcardReasons implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof TerraformResource)) return;
    for (const [property, argument] of Object.entries(POLICY_INPUTS)) {
      const policy = (node as unknown as Readonly<Record<string, unknown>>)[property];
      if (typeof policy !== "string") continue;
      for (const [sid, reason] of Object.entries(wildcardReasonsOf(policy))) {
        explainWildcard(node, argument, sid, reason);
      }
    }
  }
}
