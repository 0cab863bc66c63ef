import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { passedRoleTrust } from "../iam/passed-role-trust";
import { policyDocument } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";

/** What the log group of a trail is made from. */
export interface TrailLogsProps {
  /** The name of the trail. */
  readonly trailName: string;
  readonly retentionInDays: number;
  readonly keyArn: string;
}

/** The log group that a trail writes into, minutes before its files reach the bucket, and the role that it writes by. */
export class TrailLogs extends Construct {
  readonly group: LogGroup;
  readonly roleArn: string;
  /** CloudTrail tries the role when it is given one. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, { trailName, retentionInDays, keyArn }: TrailLogsProps) {
    super(scope, id);
    const { environment } = RegionalStack.of(this);
    const provider = providerOf(this);
    this.group = new LogGroup(this, "log-group", {
      name: `/cloudtrail/${trailName}`,
      retentionInDays,
      keyArn,
    });
    const role = new IamRole(this, "role", {
      provider,
      name: nameFor(this, "audit", "iamRole"),
      description: "Lets CloudTrail write into its log group",
      assumeRolePolicy: passedRoleTrust("cloudtrail.amazonaws.com"),
    });
    // The name is CloudTrail's (CloudTrail User Guide, "Role policy document for CloudTrail to use CloudWatch Logs").
    const stream = `${this.group.arn}:log-stream:${environment.account}_CloudTrail_${regionOf(this)}*`;
    this.ready = new IamRolePolicy(this, "policy", {
      provider,
      name: "write-trail",
      role: role.id,
      policy: policyDocument([
        {
          sid: "WriteTrail",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [stream],
        },
      ]),
    });
    this.roleArn = role.arn;
  }
}
