import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument } from "../iam/policy-document";

const DAY_SECONDS = 24 * 60 * 60;

/** The longest that SQS keeps a message (CreateQueue, API model of SDK 3.1169, read 2026-11). */
const LONGEST_RETENTION_DAYS = 14;

/**
 * How often a message is handed out before it is put by. At least 5, so that throttling alone does not put messages by
 * (Lambda Developer Guide, SQS event sources, as of 2025).
 */
const MAXIMUM_RECEIVES = 5;

/** How many times the function's timeout a message stays hidden (Lambda Developer Guide, SQS event sources, as of 2025). */
const HIDDEN_TIMEOUTS = 6;

/** What a queue is made from. */
export interface QueueProps {
  /** The thing of its physical name, for example `validation-requests`; the dead-letter queue is named after it. */
  readonly queueName: string;
  /** The timeout of the function that takes the messages, in seconds. */
  readonly consumerTimeoutSeconds: number;
  /**
   * How long Lambda may wait for a batch to fill, in seconds.
   *
   * @default 0
   */
  readonly batchingWindowSeconds?: number;
  /**
   * How long a message waits for its consumer, in days; less than the 14 of the dead-letter queue, for which its age
   * goes on counting.
   *
   * @default 4
   */
  readonly retentionDays?: number;
  /** Encrypts both queues. */
  readonly keyArn: string;
}

/** An SQS queue that a function empties, and the dead-letter queue for what the function can't deal with. */
export class Queue extends Construct {
  /** Computed, so that policies that name it stay literal. What must come after the queue refers to `resource`. */
  readonly arn: string;
  readonly url: string;
  readonly name: string;
  readonly resource: SqsQueue;
  readonly deadLetterQueue: SqsQueue;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    const { queueName, consumerTimeoutSeconds, batchingWindowSeconds = 0, retentionDays = 4 } = props;
    if (retentionDays >= LONGEST_RETENTION_DAYS) {
      throw new Error(
        `${this.node.path}: retentionDays must be below ${LONGEST_RETENTION_DAYS}, so that the dead-letter queue keeps longer`,
      );
    }
    this.name = nameFor(this, queueName, "sqsQueue");
    this.arn = this.arnOf(this.name);
    const deadLetterName = nameFor(this, `${queueName}-dead`, "sqsQueue");
    this.deadLetterQueue = this.addQueue("dead-letter", deadLetterName, props.keyArn, {
      messageRetentionSeconds: LONGEST_RETENTION_DAYS * DAY_SECONDS,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [this.arn] }),
    });
    this.resource = this.addQueue("Default", this.name, props.keyArn, {
      messageRetentionSeconds: retentionDays * DAY_SECONDS,
      visibilityTimeoutSeconds: HIDDEN_TIMEOUTS * consumerTimeoutSeconds + batchingWindowSeconds,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.arnOf(deadLetterName),
        maxReceiveCount: MAXIMUM_RECEIVES,
      }),
      // The redrive policy names it by its computed ARN, so Terraform does not see that it must be there first.
      dependsOn: [this.deadLetterQueue],
    });
    this.url = this.resource.url;
  }

  private addQueue(
    id: string,
    name: string,
    keyArn: string,
    settings: Omit<SqsQueueConfig, "name">,
  ): SqsQueue {
    return new SqsQueue(this, id, {
      provider: providerOf(this),
      name,
      kmsMasterKeyId: keyArn,
      policy: policyDocument([
        {
          sid: "DenyWithoutTls",
          effect: "Deny",
          actions: ["sqs:*"],
          resources: [this.arnOf(name)],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }],
        },
      ]),
      ...settings,
    });
  }

  private arnOf(name: string): string {
    return `arn:aws:sqs:${regionOf(this)}:${RegionalStack.of(this).environment.account}:${name}`;
  }
}
