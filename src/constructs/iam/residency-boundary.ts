import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Aspects, type IAspect } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { explainWildcard } from "../../iam/reasons";
import { RESIDENCY_SIDS, residencyPolicy } from "../../iam/residency-policy";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

const GRANTS_NOTHING = "A permissions boundary grants nothing: it ends what a role's own policies allow";

/**
 * The permissions boundary of every role of a stack: nothing is asked of another region than the system's two, but what global
 * services need (`GLOBAL_ACTIONS`). IAM is global, so each stack has one of its own, and needs the other's never.
 *
 * It stands on every `aws_iam_role` of the stack by itself, also where the role lives in an aliased scope. Service-linked
 * roles take no boundary, and roles that the environment names are somebody else's.
 */
export class ResidencyBoundary extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = RegionalStack.of(this);
    const policy = new IamPolicy(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, "residency", "iamPolicy"),
      description: `Keeps the roles of ${stack.node.id} in ${stack.regions.primary} and ${stack.regions.dr}`,
      policy: residencyPolicy(stack.regions),
    });
    explainWildcard(
      policy,
      "policy",
      RESIDENCY_SIDS.regions,
      `${GRANTS_NOTHING}, in the two regions of the system.`,
    );
    explainWildcard(policy, "policy", RESIDENCY_SIDS.global, `${GRANTS_NOTHING}, of global services.`);
    answerFinding(policy, "CKV_AWS_289", `${GRANTS_NOTHING}.`);
    answerFinding(policy, "CKV_AWS_355", `${GRANTS_NOTHING}.`);
    this.arn = policy.arn;
    Aspects.of(stack).add(new BoundRoles(this.arn));
  }
}

/** Puts the boundary on every role that has none. */
class BoundRoles implements IAspect {
  constructor(private readonly boundary: string) {}

  visit(node: IConstruct): void {
    if (node instanceof IamRole && !node.permissionsBoundaryInput) node.permissionsBoundary = this.boundary;
  }
}
