import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { LambdaFunction } from "./lambda-function";

/** The shortest life of an event that Lambda takes, in seconds (PutFunctionEventInvokeConfig, API model of SDK 3.1162, read 2026-11). */
const SHORTEST_EVENT_AGE_SECONDS = 60;

/** When a function runs. */
export interface ScheduleProps {
  readonly target: LambdaFunction;
  /** The thing of the rule's physical name, for example `publish-traffic`. */
  readonly ruleName: string;
  readonly description: string;
  /** For example `rate(1 minute)` or `cron(0 4 * * ? *)`, in UTC. */
  readonly expression: string;
  /**
   * What the function is given, as JSON.
   *
   * @default - EventBridge's own event
   */
  readonly input?: string;
}

/**
 * Runs a function again and again. A run that fails is not repeated: the next one comes anyway, and old ones must not
 * queue up before it.
 */
export class Schedule extends Construct {
  readonly rule: CloudwatchEventRule;

  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { target, ruleName, description, expression, input } = props;
    const provider = providerOf(this);
    const { functionName, arn } = target.resource;
    this.rule = new CloudwatchEventRule(this, "Default", {
      provider,
      name: nameFor(this, ruleName, "eventRule"),
      description,
      scheduleExpression: expression,
    });
    const permission = new LambdaPermission(this, "permission", {
      provider,
      statementId: "AllowSchedule",
      action: "lambda:InvokeFunction",
      functionName,
      principal: "events.amazonaws.com",
      sourceArn: this.rule.arn,
    });
    new LambdaFunctionEventInvokeConfig(this, "invocation", {
      provider,
      functionName,
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: SHORTEST_EVENT_AGE_SECONDS,
    });
    new CloudwatchEventTarget(this, "target", {
      provider,
      rule: this.rule.name,
      targetId: "function",
      arn,
      ...(input !== undefined && { input }),
      dependsOn: [permission],
    });
  }
}
