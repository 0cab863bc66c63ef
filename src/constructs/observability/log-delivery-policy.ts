import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument } from "../iam/policy-document";
import type { LogGroup } from "./log-group";

/** What lets AWS's log delivery write is made from. */
export interface LogDeliveryPolicyProps {
  /** Whose logs they are, in the policy's name: `waf`. */
  readonly thing: string;
  readonly logGroups: readonly LogGroup[];
}

/**
 * Lets AWS's log delivery write into log groups. Made before what sends the logs, so that AWS does not make one by itself
 * that stays behind.
 *
 * An account has room for 10 of them in a region, and no more on request (PutResourcePolicy, CloudWatch Logs API reference,
 * read 2026-11).
 */
export class LogDeliveryPolicy extends Construct {
  readonly resource: CloudwatchLogResourcePolicy;

  constructor(scope: Construct, id: string, { thing, logGroups }: LogDeliveryPolicyProps) {
    super(scope, id);
    const { account } = RegionalStack.of(this).environment;
    this.resource = new CloudwatchLogResourcePolicy(this, "Default", {
      provider: providerOf(this),
      policyName: nameFor(this, `${thing}-log-delivery`, "iamPolicy"),
      policyDocument: policyDocument([
        {
          sid: "AllowLogDelivery",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: logGroups.map(({ arn }) => `${arn}:log-stream:*`),
          principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
          conditions: [
            { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
            {
              operator: "ArnLike",
              key: "aws:SourceArn",
              values: [`arn:aws:logs:${regionOf(this)}:${account}:*`],
            },
          ],
        },
      ]),
    });
  }
}
