import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";

/** The longest that SQS keeps a message, in seconds: 14 days (CreateQueue, API model of SDK 3.1169, read 2026-11). */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** What a queue for what went wrong is made from. */
export interface PutByQueueProps {
  /** The thing of its physical name. */
  readonly queueName: string;
  /**
   * Which AWS services may put messages into the queue of this ARN in their own name.
   *
   * @default - none: IAM policies of the account decide
   */
  readonly senders?: (arn: string) => readonly PolicyStatement[];
}

/** A queue that a service puts by what it could not hand over, until a person looks. */
export class PutByQueue extends Construct {
  /** Computed, so that policies that name it stay literal. */
  readonly arn: string;
  readonly name: string;
  readonly resource: SqsQueue;

  constructor(scope: Construct, id: string, { queueName, senders }: PutByQueueProps) {
    super(scope, id);
    this.name = nameFor(this, queueName, "sqsQueue");
    this.arn = `arn:aws:sqs:${regionOf(this)}:${RegionalStack.of(this).environment.account}:${this.name}`;
    this.resource = new SqsQueue(this, "Default", {
      provider: providerOf(this),
      name: this.name,
      messageRetentionSeconds: RETENTION_SECONDS,
      // By SQS's own key: one of ours that refuses the sender would lose the message a second time, without a word.
      sqsManagedSseEnabled: true,
      policy: policyDocument([
        ...(senders?.(this.arn) ?? []),
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
