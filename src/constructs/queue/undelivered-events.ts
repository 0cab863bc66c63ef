import type { Construct } from "constructs";
import { PutByQueue } from "./put-by-queue";

/** Whose events are put by. */
export interface UndeliveredEventsProps {
  /** The thing of its physical name, for example `automatic-start-undelivered`. */
  readonly queueName: string;
  /** The ARNs of the EventBridge rules, computed. */
  readonly ruleArns: readonly string[];
}

/** The queue for events that EventBridge could not deliver. */
export class UndeliveredEvents extends PutByQueue {
  constructor(scope: Construct, id: string, { queueName, ruleArns }: UndeliveredEventsProps) {
    super(scope, id, {
      queueName,
      senders: (arn) => [
        {
          sid: "AllowRules",
          actions: ["sqs:SendMessage"],
          resources: [arn],
          principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
          conditions: [{ operator: "ArnEquals", key: "aws:SourceArn", values: ruleArns }],
        },
      ],
    });
  }
}
