import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";

const WHY_ALL_GROUPS =
  "API Gateway takes a role only that may do this to every log group of the region: it serves all of its APIs " +
  "(developer guide, permissions for CloudWatch logging, read 2026-11).";

/**
 * What API Gateway writes the logs of all APIs of a region as. An account has one in each region, so one stack owns it
 * (`ownsSingletonOf`).
 */
export class ApiAccount extends Construct {
  /** What stages that log must wait for. */
  readonly resource: ApiGatewayAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      provider: providerOf(this),
      name: nameFor(this, "api-logs", "iamRole"),
      description: "What API Gateway writes the logs of all APIs of the region as",
      assumeRolePolicy: passedRoleTrust("apigateway.amazonaws.com"),
    });
    const policy = inlinePolicy(this, role, "logs", [
      {
        sid: "WriteLogs",
        actions: [
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "logs:PutLogEvents",
        ],
        resources: ["*"],
        wildcardReason: WHY_ALL_GROUPS,
      },
    ]);
    for (const check of ["CKV_AWS_290", "CKV_AWS_355"]) answerFinding(policy, check, WHY_ALL_GROUPS);
    this.resource = new ApiGatewayAccount(this, "Default", {
      provider: providerOf(this),
      cloudwatchRoleArn: role.arn,
      dependsOn: [policy],
    });
  }
}
