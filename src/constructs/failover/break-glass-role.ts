import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { inlinePolicy } from "../iam/inline-policy";
import { policyDocument } from "../iam/policy-document";
import { actStatements, keyStatements } from "./break-glass-actions";
import { lookStatements } from "./break-glass-reading";
import type { BreakGlassScope } from "./break-glass-scope";

/** The longest session, in hours: as long as a failover and its aftermath keep the same people awake. */
const SESSION_HOURS = 4;

/** What a break-glass role is made from. */
export interface BreakGlassRoleProps extends BreakGlassScope {
  /**
   * ARNs of the IAM users or roles of the account that may take it. IAM refuses one that does not exist.
   *
   * @default - whom IAM policies of the account let
   */
  readonly principals?: readonly string[] | undefined;
}

/**
 * What operators work as when the usual way in is lost: the failover of one system, into one site.
 *
 * It may start the failover, see what `standby status` sees, and do by hand what the runbooks say in this site's region,
 * but grant nothing, delete no data and read nothing of the system's users. Nobody takes it without a second factor, and the audit trail tells
 * when somebody does (`AuditAlarms`). Taking it needs no sign-in of the primary region: STS answers in every region, and
 * IAM decides from each region's own copy.
 */
export class BreakGlassRole extends Construct {
  readonly roleName: string;
  readonly arn: string;

  /** @throws Error for a principal of another account. */
  constructor(scope: Construct, id: string, props: BreakGlassRoleProps) {
    super(scope, id);
    this.roleName = nameFor(this, "break-glass", "iamRole");
    const role = new IamRole(this, "Default", {
      provider: providerOf(this),
      name: this.roleName,
      description: `For operators in an outage: the failover of ${RegionalStack.of(this).system} into its ${siteOf(this)} site`,
      assumeRolePolicy: this.trust(props.principals),
      maxSessionDuration: SESSION_HOURS * 3600,
    });
    const look = inlinePolicy(this, role, "look", lookStatements(this, props));
    inlinePolicy(this, role, "act", actStatements(this, props));
    // By itself: keys may be references, and the policy scanner reads literal policies only.
    inlinePolicy(this, role, "keys", keyStatements(this, props));
    if (!props.principals) {
      answerFinding(
        role,
        "CKV_AWS_61",
        "The account itself: its IAM policies say who may take the role, and nobody may without a second factor.",
      );
    }
    answerFinding(
      look,
      "CKV_AWS_355",
      "Descriptions only, in two regions: one that is refused in an outage costs more than it could tell a thief.",
    );
    this.arn = role.arn;
  }

  private trust(principals: readonly string[] | undefined): string {
    const { account } = RegionalStack.of(this).environment;
    const foreign = (principals ?? []).filter((arn) => arn.split(":")[4] !== account);
    if (foreign.length > 0) {
      throw new Error(`${this.node.path}: ${foreign.join(", ")} must be of the account ${account}`);
    }
    return policyDocument([
      {
        sid: "AllowOperatorsWithSecondFactor",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "AWS", identifiers: principals ?? [`arn:aws:iam::${account}:root`] }],
        // `Bool` without `IfExists`: access keys alone carry no such key at all, and are refused.
        conditions: [{ operator: "Bool", key: "aws:MultiFactorAuthPresent", values: ["true"] }],
      },
    ]);
  }
}
