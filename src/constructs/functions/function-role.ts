import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";
import type { PolicyStatement } from "../iam/policy-document";
import { runtimeStatements } from "./runtime-statements";

/** What the role of a function is made from. */
export interface FunctionRoleProps {
  /** The thing of its physical name: the function's own. */
  readonly functionName: string;
  readonly functionArn: string;
  readonly logGroupArn: string;
  readonly isInVpc: boolean;
  /** What the function's code may do, and what Lambda may do with things of the caller's. */
  readonly statements: readonly PolicyStatement[];
}

/** What a function runs as: it may do what Lambda does around the code, and what it is given. */
export class FunctionRole extends Construct {
  readonly resource: IamRole;
  readonly policies: readonly IamRolePolicy[];

  constructor(scope: Construct, id: string, props: FunctionRoleProps) {
    super(scope, id);
    const { functionName, isInVpc, statements } = props;
    this.resource = new IamRole(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, functionName, "iamRole"),
      description: `What the function ${nameFor(this, functionName, "lambdaFunction")} runs as`,
      assumeRolePolicy: passedRoleTrust("lambda.amazonaws.com"),
    });
    // By itself, so that it is literal whatever the statements refer to: the policy scanner reads literal ones only.
    const runtime = inlinePolicy(this, this.resource, "runtime", runtimeStatements(props));
    if (isInVpc) {
      answerFinding(
        runtime,
        "CKV_AWS_290",
        "Lambda makes the network interfaces of a function itself and needs these actions on all of them; the function's " +
          "code is denied them.",
      );
    }
    const code = statements.length > 0 ? [inlinePolicy(this, this.resource, "code", statements)] : [];
    this.policies = [runtime, ...code];
  }
}
