import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";

/** What the record of interrupted tasks is made from. */
export interface SpotInterruptionsProps {
  readonly clusterName: string;
  readonly serviceName: string;
  /** Encrypts the log. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Writes down which tasks of a service AWS has taken back from Fargate Spot. The rule's own metric counts them.
 *
 * Only the last event of a task is kept: it tells of each step of a stop. Source: ECS Developer Guide, "Fargate capacity
 * providers" and "Amazon ECS task state change events", read 2026-11.
 */
export class SpotInterruptions extends Construct {
  readonly ruleName: string;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: SpotInterruptionsProps) {
    super(scope, id);
    const { clusterName, serviceName } = props;
    const { account } = RegionalStack.of(this).environment;
    const provider = providerOf(this);
    this.ruleName = nameFor(this, "spot-interruptions", "eventRule");
    this.logGroup = new LogGroup(this, "log-group", {
      name: `/aws/events/${this.ruleName}`,
      retentionInDays: props.logRetentionInDays,
      shortRetentionReason: "Tells operators which tasks were taken back; nobody audits it.",
      keyArn: props.keyArn,
    });
    const rule = new CloudwatchEventRule(this, "Default", {
      provider,
      name: this.ruleName,
      description: `Tasks of ${serviceName} that Fargate Spot has taken back`,
      eventPattern: JSON.stringify({
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          clusterArn: [`arn:aws:ecs:${regionOf(this)}:${account}:cluster/${clusterName}`],
          group: [`service:${serviceName}`],
          lastStatus: ["STOPPED"],
          stopCode: ["SpotInterruption"],
        },
      }),
    });
    const policy = this.addPolicy();
    new CloudwatchEventTarget(this, "target", {
      provider,
      rule: rule.name,
      targetId: "log",
      arn: this.logGroup.arn,
      dependsOn: [this.logGroup.resource, policy],
    });
  }

  /** EventBridge writes by a policy of the log, not by a role (EventBridge User Guide, "CloudWatch Logs resources", read 2026-11). */
  private addPolicy(): CloudwatchLogResourcePolicy {
    const { account } = RegionalStack.of(this).environment;
    return new CloudwatchLogResourcePolicy(this, "policy", {
      provider: providerOf(this),
      policyName: nameFor(this, "spot-interruptions-log", "iamPolicy"),
      policyDocument: policyDocument([
        {
          sid: "AllowEvents",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${this.logGroup.arn}:*`],
          principals: [
            { type: "Service", identifiers: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
          ],
          conditions: [
            {
              operator: "ArnEquals",
              key: "aws:SourceArn",
              values: [`arn:aws:events:${regionOf(this)}:${account}:rule/${this.ruleName}`],
            },
          ],
        },
      ]),
    });
  }
}
