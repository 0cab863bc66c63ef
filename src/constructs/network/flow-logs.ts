import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument, serviceTrust } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";

/** What the flow logs of a VPC are made from. */
export interface FlowLogsProps {
  readonly vpcId: string;
  readonly retentionInDays: number;
  readonly keyArn: string;
}

/** The flow logs of a VPC, all traffic, in CloudWatch Logs. */
export class FlowLogs extends Construct {
  readonly group: LogGroup;

  constructor(scope: Construct, id: string, { vpcId, retentionInDays, keyArn }: FlowLogsProps) {
    super(scope, id);
    const { environment } = RegionalStack.of(this);
    const provider = providerOf(this);
    const name = nameFor(this, "flow-logs", "iamRole");
    this.group = new LogGroup(this, "log-group", { name: `/vpc/${name}`, retentionInDays, keyArn });
    const role = new IamRole(this, "role", {
      provider,
      name,
      description: "Lets VPC flow logs write into their log group",
      assumeRolePolicy: serviceTrust("vpc-flow-logs.amazonaws.com", environment.account),
    });
    new IamRolePolicy(this, "policy", {
      provider,
      name: "write-flow-logs",
      role: role.id,
      policy: policyDocument([
        {
          sid: "WriteFlowLogs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: [`${this.group.arn}:*`],
        },
      ]),
    });
    new FlowLog(this, "Default", {
      provider,
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: this.group.resource.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: name },
    });
  }
}
