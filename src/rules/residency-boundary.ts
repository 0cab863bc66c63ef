import type { PerSite } from "../config/site";
import { isStoppedGlobalAction } from "../iam/global-services";
import { policiesIn, type FoundPolicy } from "../iam/policies";
import { residencyPolicy } from "../iam/residency-policy";
import { addressedBlocks, type TerraformConfiguration } from "../terraform/configuration";

/** Identities that can act; a group acts through its users. */
const IDENTITIES = new Set(["aws_iam_role", "aws_iam_user"]);

/** Policies that say what an identity may do. */
const IDENTITY_POLICIES = new Set([
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
]);

/** Identities without the boundary of their stack, and statements that the boundary leaves without effect. */
export function boundaryProblems(configuration: TerraformConfiguration, regions: PerSite<string>): string[] {
  const boundaries = addressedBlocks(configuration)
    .filter(({ type, block }) => type === "aws_iam_policy" && block.policy === residencyPolicy(regions))
    .map(({ address }) => address);
  const references = boundaries.map((address) => `\${${address}.arn}`);
  const unbound = addressedBlocks(configuration)
    .filter(({ mode, type }) => mode === "resource" && IDENTITIES.has(type))
    .filter(({ block }) => !references.includes(String(block.permissions_boundary)));
  return [
    ...(boundaries.length === 0 ? ["the stack has no ResidencyBoundary: nothing holds its roles back"] : []),
    ...unbound.map(
      ({ address }) => `${address}: permissions_boundary must be the stack's residency boundary`,
    ),
    ...policiesIn(configuration)
      .filter(
        ({ resource: { address, type } }) => IDENTITY_POLICIES.has(type) && !boundaries.includes(address),
      )
      .flatMap(stoppedStatements),
  ];
}

function stoppedStatements({ resource, statements = [] }: FoundPolicy): string[] {
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ sid, actions }) =>
      actions
        .filter(isStoppedGlobalAction)
        .map(
          (action) =>
            `${resource.address}: statement ${sid} allows ${action}, which the residency boundary stops: ` +
            "leave it out, or add it to GLOBAL_ACTIONS if no data goes with it",
        ),
    );
}
