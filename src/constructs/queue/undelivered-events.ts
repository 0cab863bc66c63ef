import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument } from "../iam/policy-document";

/** The longest that SQS keeps a message, in seconds: 14 days (CreateQueue, API model of SDK 3.1169, read 2026-11). */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** Whose events are put by. */
export interface UndeliveredEventsProps {
  /** The thing of its physical name, for example `automatic-start-undelivered`. */
  readonly queueName: string;
  /** The ARNs of the EventBridge rules, computed. */
  readonly ruleArns: readonly string[];
}

/** The queue for events that EventBridge could not deliver. */
export class UndeliveredEvents extends Construct {
  /** Computed, so that policies that name it stay literal. */
  readonly arn: string;
  readonly name: string;
  readonly resource: SqsQueue;

  constructor(scope: Construct, id: string, { queueName, ruleArns }: UndeliveredEventsProps) {
    super(scope, id);
    this.name = nameFor(this, queueName, "sqsQueue");
    this.arn = `arn:aws:sqs:${regionOf(this)}:${RegionalStack.of(this).environment.account}:${this.name}`;
    this.resource = new SqsQueue(this, "Default", {
      provider: providerOf(this),
      name: this.name,
      messageRetentionSeconds: RETENTION_SECONDS,
      // By SQS's own key: one of ours that refuses EventBridge would lose the event a second time, without a word.
      sqsManagedSseEnabled: true,
      policy: policyDocument([
        {
          sid: "AllowRules",
          actions: ["sqs:SendMessage"],
          resources: [this.arn],
          principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
          conditions: [{ operator: "ArnEquals", key: "aws:SourceArn", values: ruleArns }],
        },
        {
          sid: "DenyWithoutTls",
          effect: "Deny",
          actions: ["sqs:*"],
          resources: [this.arn],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }],
        },
      ]),
    });
  }
}
