import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { jsonText } from "../../terraform/json-text";
import type { LambdaFunction } from "../functions/lambda-function";
import type { UndeliveredEvents } from "../queue/undelivered-events";
import type { EventPattern } from "./event-patterns";

/** An event that comes later meets another world. EventBridge takes 60 s to a day, and 0 to 185 attempts. */
const RETRY = { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 20 };

/** What the rule of a remedy is made from. */
export interface RemedyRuleProps {
  /** The thing of its physical name. */
  readonly thing: string;
  readonly description: string;
  readonly pattern: EventPattern;
  readonly target: LambdaFunction;
  /** Keeps events that did not reach the function. */
  readonly undelivered: UndeliveredEvents;
}

/** Hands one kind of event to the function. */
export class RemedyRule extends Construct {
  readonly resource: CloudwatchEventRule;

  constructor(scope: Construct, id: string, props: RemedyRuleProps) {
    super(scope, id);
    const provider = providerOf(this);
    const { target, undelivered } = props;
    this.resource = new CloudwatchEventRule(this, "Default", {
      provider,
      name: nameFor(this, props.thing, "eventRule"),
      description: props.description,
      eventPattern: jsonText(props.pattern),
    });
    const permission = new LambdaPermission(this, "permission", {
      provider,
      statementId: `Allow-${id}`,
      action: "lambda:InvokeFunction",
      functionName: target.resource.functionName,
      principal: "events.amazonaws.com",
      sourceArn: this.resource.arn,
    });
    new CloudwatchEventTarget(this, "target", {
      provider,
      rule: this.resource.name,
      targetId: "remediation",
      arn: target.resource.arn,
      retryPolicy: RETRY,
      deadLetterConfig: { arn: undelivered.resource.arn },
      dependsOn: [permission],
    });
  }
}
