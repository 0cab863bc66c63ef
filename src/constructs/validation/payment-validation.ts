import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import { COUNTED, NAMESPACE, SERVICE, type Counted } from "../../functions/validate-payment/metrics";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { LambdaFunction } from "../functions/lambda-function";
import type { PolicyStatement } from "../iam/policy-document";
import type { Metric } from "../observability/metric";
import { viaServices } from "../keys/via-service";
import { Queue } from "../queue/queue";
import { idempotencyTableArn, idempotencyTableName } from "./idempotency-table";
import type { ValidationSettings } from "./settings";

/** Far above four calls to AWS, one of them tried twice at 4 s each. What is cut off comes again. */
const TIMEOUT_SECONDS = 30;

/** Messages of one run: they are judged side by side, so more of them hardly take longer. */
const BATCH_SIZE = 10;

/** What the payment validation of one site is made from. */
export interface PaymentValidationProps extends ValidationSettings {
  /** The bucket of the site that takes the transaction log. */
  readonly bucketName: string;
  /** Encrypts the queues, the table and the bucket; the key of this region. */
  readonly dataKeyArn: string;
  /** Encrypts the function's environment variables and logs; the key of this region. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * The payment validation of one site: the queue into which the service puts payment requests, the function that judges
 * them, and its way to the idempotency table and the transaction log. Each site has its own and is ready at any time.
 */
export class PaymentValidation extends Construct {
  readonly queue: Queue;
  readonly function: LambdaFunction;
  /** What the function counts. */
  readonly results: readonly Metric[] = Object.keys(COUNTED).map((name) => ({
    namespace: NAMESPACE,
    name,
    dimensions: { service: SERVICE },
    statistic: "Sum",
    label: COUNTED[name as Counted],
  }));

  constructor(scope: Construct, id: string, props: PaymentValidationProps) {
    super(scope, id);
    const { maximumConcurrency } = props;
    this.queue = new Queue(this, "queue", {
      queueName: "validation-requests",
      consumerTimeoutSeconds: TIMEOUT_SECONDS,
      keyArn: props.dataKeyArn,
    });
    this.function = new LambdaFunction(this, "function", {
      functionName: "validate-payment",
      description: "Judges payment requests from the queue, each once",
      timeoutSeconds: TIMEOUT_SECONDS,
      memoryMegabytes: 512,
      environment: {
        TABLE_NAME: idempotencyTableName(this),
        TRANSACTION_BUCKET: props.bucketName,
        AMOUNT_LIMITS: JSON.stringify(props.amountLimits),
      },
      statements: this.statements(props),
      keyArn: props.operationsKeyArn,
      logRetentionInDays: props.logRetentionInDays,
      ...(props.reservesConcurrency && { reservedConcurrency: maximumConcurrency }),
    });
    new LambdaEventSourceMapping(this, "Default", {
      provider: providerOf(this),
      eventSourceArn: this.queue.resource.arn,
      functionName: this.function.resource.arn,
      batchSize: BATCH_SIZE,
      // A payment does not wait for others.
      maximumBatchingWindowInSeconds: 0,
      functionResponseTypes: ["ReportBatchItemFailures"],
      // Beside a reservation of the same size: without it Lambda would fetch more messages than it may run, and
      // count them as received.
      scalingConfig: { maximumConcurrency },
    });
  }

  private statements({ bucketName, dataKeyArn }: PaymentValidationProps): PolicyStatement[] {
    const services = ["dynamodb", "s3", "sqs"].map((service) => `${service}.${regionOf(this)}`);
    return [
      {
        sid: "TakeRequests",
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        resources: [this.queue.arn],
      },
      {
        sid: "KeepVerdicts",
        actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
        resources: [idempotencyTableArn(this)],
      },
      {
        sid: "WriteTransactionLog",
        actions: ["s3:PutObject"],
        resources: [`arn:aws:s3:::${bucketName}/transactions/*`],
      },
      {
        sid: "UseDataKey",
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
        resources: [dataKeyArn],
        conditions: [viaServices(...services)],
      },
    ];
  }
}
