import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { passedRoleTrust } from "../iam/passed-role-trust";
import { policyDocument } from "../iam/policy-document";
import { Alarm } from "../observability/alarm";
import type { AlertTopic } from "../observability/alert-topic";
import type { DetectionAlarms } from "../observability/alarms/detection-alarms";
import { queueMetrics } from "../observability/metrics/queue";
import { notBreaching } from "../observability/missing-data";
import { UndeliveredEvents } from "../queue/undelivered-events";
import type { FailoverMachine } from "./failover-machine";
import { SUSPICIONS, type Suspicion } from "./detection-metric";

const THING = "automatic-start";

/** A start that comes later than this would meet another world. EventBridge takes 60 s to a day, and 0 to 185 attempts. */
const RETRY = { maximumEventAgeInSeconds: 300, maximumRetryAttempts: 20 };

/** What starts a failover without a human. */
export interface AutomaticStartProps {
  readonly alarms: DetectionAlarms;
  /** The state machine of the DR site. */
  readonly machine: Pick<FailoverMachine, "arn" | "resource">;
  /** Is told when a start did not get through. */
  readonly topic: AlertTopic;
}

/**
 * Starts the failover when one of the detection alarms goes off. The state machine confirms the suspicion before it does
 * anything, and its lock lets one run at a time: an event that comes twice does no harm.
 *
 * CloudWatch guarantees the delivery of state changes to EventBridge (EventBridge reference, CloudWatch events, read
 * 2026-11).
 */
export class AutomaticStart extends Construct {
  /** Starts that did not get through. */
  readonly undelivered: Alarm;
  private readonly role: IamRole;
  private readonly queue: UndeliveredEvents;

  constructor(scope: Construct, id: string, props: AutomaticStartProps) {
    super(scope, id);
    this.queue = new UndeliveredEvents(this, "undelivered-events", {
      queueName: `${THING}-undelivered`,
      ruleArns: SUSPICIONS.map((suspicion) => this.ruleArn(suspicion)),
    });
    this.role = new IamRole(this, "role", {
      provider: providerOf(this),
      name: nameFor(this, THING, "iamRole"),
      description: "What EventBridge starts the failover as",
      assumeRolePolicy: passedRoleTrust("events.amazonaws.com"),
    });
    const policy = new IamRolePolicy(this, "policy", {
      provider: providerOf(this),
      name: "start",
      role: this.role.name,
      policy: policyDocument([
        { sid: "StartFailover", actions: ["states:StartExecution"], resources: [props.machine.arn] },
      ]),
    });
    for (const suspicion of SUSPICIONS) this.addRule(suspicion, props, policy);
    this.undelivered = this.addAlarm(props.topic);
  }

  private addRule(suspicion: Suspicion, props: AutomaticStartProps, policy: IamRolePolicy): void {
    const provider = providerOf(this);
    const alarm = props.alarms.bySuspicion[suspicion];
    const rule = new CloudwatchEventRule(this, suspicion, {
      provider,
      name: this.ruleName(suspicion),
      description: `Starts the failover when ${alarm.name} goes off`,
      eventPattern: JSON.stringify({
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        resources: [alarm.arn],
        detail: { state: { value: ["ALARM"] } },
      }),
    });
    new CloudwatchEventTarget(this, `${suspicion}-target`, {
      provider,
      rule: rule.name,
      targetId: "failover",
      arn: props.machine.resource.arn,
      roleArn: this.role.arn,
      input: JSON.stringify({
        mode: "failover",
        trigger: "alarm",
        reason: `${alarm.name}: ${alarm.props.summary}`,
        suspicion,
      }),
      retryPolicy: RETRY,
      deadLetterConfig: { arn: this.queue.resource.arn },
      dependsOn: [policy],
    });
  }

  private addAlarm(topic: AlertTopic): Alarm {
    return new Alarm(this, "undelivered", {
      topic,
      thing: `${THING}-undelivered`,
      severity: "critical",
      summary: "An alarm on the active site has not started the failover: decide, and start it by hand",
      runbook: "site-unreachable",
      metric: queueMetrics(this.queue.name).messages,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("A queue that nobody uses reports nothing."),
    });
  }

  private ruleName(suspicion: Suspicion): string {
    return nameFor(this, `${THING}-${suspicion}`, "eventRule");
  }

  private ruleArn(suspicion: Suspicion): string {
    const { account } = RegionalStack.of(this).environment;
    return `arn:aws:events:${regionOf(this)}:${account}:rule/${this.ruleName(suspicion)}`;
  }
}
