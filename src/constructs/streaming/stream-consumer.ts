import { KinesisStreamConsumer } from "@cdktf/provider-aws/lib/kinesis-stream-consumer";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { LambdaFunction, type LambdaFunctionProps } from "../functions/lambda-function";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { PutByQueue } from "../queue/put-by-queue";
import type { EventStream } from "./event-stream";

const HOUR_SECONDS = 60 * 60;

/** The oldest record that Lambda can be told to try, in seconds (`MaximumRecordAgeInSeconds`, provider's documentation, read 2026-11). */
const LONGEST_RECORD_AGE_SECONDS = 604_800;

/** Far above one write of a whole batch. What is cut off comes again. */
const TIMEOUT_SECONDS = 60;

/** Who reads a stream, and how. */
export interface StreamConsumerProps {
  readonly stream: EventStream;
  /** The thing of its physical name, unique among the consumers of the stream. */
  readonly consumerName: string;
  /** The code that is handed the records, and what it is told and may do. Reading the stream is added. */
  readonly function: Pick<LambdaFunctionProps, "functionName" | "description" | "environment" | "statements">;
  /** The most records of one run. */
  readonly batchSize: number;
  /** How long Lambda waits for a batch to fill, in seconds. */
  readonly batchingWindowSeconds: number;
  /**
   * How many batches of one shard are dealt with at a time. Above 1 they overtake each other, unless they have the same
   * partition key.
   *
   * @default 1
   */
  readonly batchesPerShard?: number;
  /** Encrypts the function's environment variables and logs; the key of this region. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * A registered enhanced fan-out consumer of a stream, and the function that Lambda hands its records to, from the oldest
 * one on.
 *
 * A batch that fails is tried again, in halves, and holds up its shard: what fails is a service around, and skipping
 * would skip everything. Only an hour before a record expires it is given up, with a message in `discarded` that says
 * where it lies. So nothing is lost in silence.
 */
export class StreamConsumer extends Construct {
  /** The physical name, computed: the dimension `ConsumerName` of metrics. */
  readonly consumerName: string;
  readonly function: LambdaFunction;
  /** Says which records were given up, not what they hold. */
  readonly discarded: PutByQueue;
  private readonly streamName: string;

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    const provider = providerOf(this);
    const { stream } = props;
    this.streamName = stream.name;
    this.consumerName = nameFor(this, props.consumerName, "kinesisConsumer");
    this.discarded = new PutByQueue(this, "discarded", { queueName: `${props.consumerName}-discarded` });
    this.function = new LambdaFunction(this, "function", {
      ...props.function,
      timeoutSeconds: TIMEOUT_SECONDS,
      memoryMegabytes: 512,
      statements: [...this.reading(stream), ...props.function.statements],
      keyArn: props.operationsKeyArn,
      logRetentionInDays: props.logRetentionInDays,
    });
    const consumer = new KinesisStreamConsumer(this, "consumer", {
      provider,
      name: this.consumerName,
      streamArn: stream.resource.arn,
    });
    new LambdaEventSourceMapping(this, "Default", {
      provider,
      eventSourceArn: consumer.arn,
      functionName: this.function.resource.arn,
      startingPosition: "TRIM_HORIZON",
      batchSize: props.batchSize,
      maximumBatchingWindowInSeconds: props.batchingWindowSeconds,
      parallelizationFactor: props.batchesPerShard ?? 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: longestAge(stream.retentionHours),
      destinationConfig: { onFailure: { destinationArn: this.discarded.resource.arn } },
    });
  }

  /** What its alarms and its dashboard look at. */
  get watched() {
    return {
      streamName: this.streamName,
      consumerName: this.consumerName,
      functionName: this.function.name,
      discardedQueueName: this.discarded.name,
    };
  }

  /** Source: the policy AWSLambdaKinesisExecutionRole, and "IAM permissions" of the Kinesis Data Streams Developer Guide, read 2026-11. */
  private reading({ arn, keyArn }: EventStream): PolicyStatement[] {
    const consumerArn = `${arn}/consumer/${this.consumerName}:*`;
    return [
      {
        sid: "ReadStream",
        actions: [
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ],
        resources: [arn],
      },
      {
        sid: "ReadAsConsumer",
        actions: ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"],
        resources: [arn, consumerArn],
      },
      {
        sid: "DecryptRecords",
        actions: ["kms:Decrypt"],
        resources: [keyArn],
        conditions: [viaServices(`kinesis.${regionOf(this)}`)],
      },
      { sid: "PutByDiscarded", actions: ["sqs:SendMessage"], resources: [this.discarded.arn] },
    ];
  }
}

/** An hour before records expire, so that whoever finds the message can still read them. */
function longestAge(retentionHours: number): number {
  return Math.min((retentionHours - 1) * HOUR_SECONDS, LONGEST_RECORD_AGE_SECONDS);
}
