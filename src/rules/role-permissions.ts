import { policiesIn, type FoundStatement } from "../iam/policies";
import type { AddressedBlock, TerraformConfiguration } from "../terraform/configuration";
import { referred } from "./references";

/** What a role may do, as far as its stack says. */
export interface RolePermissions {
  readonly statements: readonly FoundStatement[];
  /** Attached policies that stand in no stack, such as AWS's. */
  readonly unknownPolicies: readonly string[];
}

/** What each role of a configuration may do. Policies that can't be read are the business of the rule `iam`. */
export class Permissions {
  private readonly policies: ReturnType<typeof policiesIn>;

  constructor(
    configuration: TerraformConfiguration,
    private readonly blocks: readonly AddressedBlock[],
  ) {
    this.policies = policiesIn(configuration);
  }

  of(role: AddressedBlock): RolePermissions {
    const [inline = [], attached = []] = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"].map(
      (type) =>
        this.blocks.filter(
          (block) => block.type === type && referred(block.block.role, this.blocks) === role,
        ),
    );
    const arns = attached.map(({ block }) => String(block.policy_arn));
    const named = arns.map((arn) => referred(arn, this.blocks));
    const holders = [role, ...inline, ...named];
    return {
      statements: this.policies
        .filter(({ argument }) => argument !== "assume_role_policy")
        .filter(({ resource }) => holders.some((holder) => holder?.address === resource.address))
        .flatMap(({ statements = [] }) => statements),
      unknownPolicies: arns.filter((_, index) => named[index] === undefined),
    };
  }
}
