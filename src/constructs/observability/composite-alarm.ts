import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { alarmArn, type Alarm } from "./alarm";
import { alarmDescription, type AlarmText } from "./alarm-text";
import type { AlertTopic } from "./alert-topic";

/** How many alarms one rule may name (PutCompositeAlarm, API model of SDK 3.1162, read 2026-11). */
const CHILDREN_LIMIT = 100;

/** What a composite alarm is made from. */
export interface CompositeAlarmProps extends AlarmText {
  readonly topic: AlertTopic;
  /** What its name says, for example `site-impaired`. */
  readonly thing: string;
  /** It is in alarm while one of these is. */
  readonly anyOf: readonly Alarm[];
}

/**
 * One answer to one question about the site, from many alarms.
 *
 * Its alarms notify by themselves as well: they say what broke, it says what that means.
 */
export class CompositeAlarm extends Construct {
  /** Computed, so that dashboards that name it stay literal. */
  readonly name: string;
  readonly arn: string;
  readonly resource: CloudwatchCompositeAlarm;

  /** @throws Error for a rule without alarms, with too many, or with one of them twice. */
  constructor(scope: Construct, id: string, props: CompositeAlarmProps) {
    super(scope, id);
    const { topic, thing, anyOf } = props;
    const names = anyOf.map(({ name }) => name);
    if (names.length === 0 || names.length > CHILDREN_LIMIT) {
      throw new Error(`${this.node.path}: takes 1 to ${CHILDREN_LIMIT} alarms, not ${names.length}`);
    }
    if (new Set(names).size < names.length) throw new Error(`${this.node.path}: names an alarm twice`);
    this.name = nameFor(this, thing, "alarm");
    this.arn = alarmArn(this, this.name);
    this.resource = new CloudwatchCompositeAlarm(this, "Default", {
      provider: providerOf(this),
      alarmName: this.name,
      alarmDescription: alarmDescription(this, props, topic),
      // Literal: CDKTF's HCL output does not escape the quotes of a string that holds a reference.
      alarmRule: names.map((name) => `ALARM("${name}")`).join(" OR "),
      alarmActions: [topic.resource.arn],
      okActions: [topic.resource.arn],
      // CloudWatch refuses a rule over alarms that don't exist, and the deletion of an alarm that a rule names.
      dependsOn: anyOf.map(({ resource }) => resource),
    });
  }
}
