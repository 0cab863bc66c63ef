import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { jsonText } from "../../terraform/json-text";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { Alarm } from "./alarm";
import type { AlertTopic } from "./alert-topic";
import { eventRuleMetrics } from "./metrics/event-rule";
import { notBreaching } from "./missing-data";

/** What the notification of an event is made from. */
export interface EventNotificationProps {
  readonly topic: AlertTopic;
  /** What its name says, for example `database-events`. */
  readonly thing: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  /** What the message takes from the event: JSON paths by the name that `message` has them under. */
  readonly paths: Readonly<Record<string, string>>;
  /** The message, with `<name>` where a path's value stands, without quotes. */
  readonly message: string;
  /** The page in docs/runbooks, without its ending. */
  readonly runbook: string;
}

/** Tells people of an event that AWS reports through EventBridge, in a sentence instead of JSON. */
export class EventNotification extends Construct {
  readonly rule: CloudwatchEventRule;
  /** Events that matched and did not reach the topic: nobody would miss a mail that never comes. */
  readonly undelivered: Alarm;

  constructor(scope: Construct, id: string, props: EventNotificationProps) {
    super(scope, id);
    const { topic, thing } = props;
    const provider = providerOf(this);
    this.rule = new CloudwatchEventRule(this, "Default", {
      provider,
      name: nameFor(this, thing, "eventRule"),
      description: props.description,
      eventPattern: jsonText(props.pattern),
    });
    new CloudwatchEventTarget(this, "target", {
      provider,
      rule: this.rule.name,
      targetId: "alerts",
      arn: topic.resource.arn,
      inputTransformer: {
        inputPaths: { ...props.paths },
        inputTemplate: JSON.stringify(`${props.message} Runbook: ${topic.runbook(props.runbook)}`),
      },
    });
    this.undelivered = new Alarm(this, "undelivered", {
      topic,
      thing: `${thing}-undelivered`,
      severity: "warning",
      summary: `${props.description}: an event did not reach the alert topic`,
      runbook: "failover-events",
      metric: eventRuleMetrics(this.rule.name).failedInvocations,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("EventBridge reports failures only when there are some."),
    });
  }
}
