import {
  PaymentValidation,
  type PaymentValidationProps,
} from "../../../src/constructs/validation/payment-validation";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";

const props: PaymentValidationProps = {
  bucketName: "payments-transactions-111122223333-dev",
  dataKeyArn: "arn:aws:kms:us-east-1:111122223333:key/data",
  operationsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/operations",
  amountLimits: { USD: "10000" },
  maximumConcurrency: 5,
  reservesConcurrency: false,
  logRetentionInDays: 7,
};

function synthesize(
  given: Partial<PaymentValidationProps> = {},
  placement: Placement = {},
): TerraformConfiguration {
  return synthesizeStack(
    (stack) => new PaymentValidation(stack, "validation", { ...props, ...given }),
    placement,
  );
}

describe("the payment validation of a site", () => {
  test("hands the queue's messages to the function, and takes back one by one what it can't deal with", () => {
    const configuration = synthesize();
    const queue = blockOf(configuration, "aws_sqs_queue", "validation_queue_F4F0F960");
    expect(argumentsOf(configuration, "aws_lambda_event_source_mapping")).toEqual({
      event_source_arn: reference(queue, "arn"),
      function_name: reference(blockOf(configuration, "aws_lambda_function"), "arn"),
      batch_size: 10,
      maximum_batching_window_in_seconds: 0,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: 5 },
    });
    const lambda = argumentsOf(configuration, "aws_lambda_function");
    expect(queue.block).toMatchObject({
      name: "payments-validation-requests-dev",
      kms_master_key_id: props.dataKeyArn,
      visibility_timeout_seconds: 6 * Number(lambda.timeout),
    });
  });

  test("tells the function its table, its bucket and the largest amounts", () => {
    const lambda = argumentsOf(synthesize(), "aws_lambda_function");
    expect(lambda).toMatchObject({
      function_name: "payments-validate-payment-dev",
      kms_key_arn: props.operationsKeyArn,
      environment: {
        variables: {
          TABLE_NAME: "payments-idempotency-dev",
          TRANSACTION_BUCKET: props.bucketName,
          AMOUNT_LIMITS: '{"USD":"10000"}',
        },
      },
    });
    expect(lambda).not.toHaveProperty("reserved_concurrent_executions");
  });

  test("shows what the function counts: metrics by the names under which it does", () => {
    const { results } = new PaymentValidation(regionalStack(), "validation", props);
    const names = ["PaymentsAccepted", "PaymentsRejected", "DuplicateMessages", "FailedMessages"];
    expect(results.map(({ name }) => name)).toEqual(names);
    for (const result of results) {
      expect(result).toMatchObject({
        namespace: "Standby/Payments",
        dimensions: { service: "validate-payment" },
        statistic: "Sum",
      });
    }
  });

  test("sets aside as many runs as it may have at once, where it is asked to", () => {
    const lambda = argumentsOf(synthesize({ reservesConcurrency: true }), "aws_lambda_function");
    expect(lambda.reserved_concurrent_executions).toBe(5);
  });

  test("may touch its own queue, table, bucket and keys, and nothing else", () => {
    const { policy } = argumentsOf(synthesize(), "aws_iam_role_policy", "role_code");
    const { Statement: statements } = JSON.parse(String(policy)) as { Statement: { Sid: string }[] };
    expect(statements.slice(1)).toEqual([
      {
        Sid: "TakeRequests",
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource: ["arn:aws:sqs:us-east-1:111122223333:payments-validation-requests-dev"],
      },
      {
        Sid: "KeepVerdicts",
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
        Resource: ["arn:aws:dynamodb:us-east-1:111122223333:table/payments-idempotency-dev"],
      },
      {
        Sid: "WriteTransactionLog",
        Effect: "Allow",
        Action: ["s3:PutObject"],
        Resource: ["arn:aws:s3:::payments-transactions-111122223333-dev/transactions/*"],
      },
      {
        Sid: "UseDataKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
        Resource: [props.dataKeyArn],
        Condition: {
          StringEquals: {
            "kms:ViaService": [
              "dynamodb.us-east-1.amazonaws.com",
              "s3.us-east-1.amazonaws.com",
              "sqs.us-east-1.amazonaws.com",
            ],
          },
        },
      },
    ]);
  });

  test("at the DR site works in its own region only, with the table's copy there", () => {
    const inDr = (arn: string) => arn.replace("us-east-1", "us-east-2");
    const keys = { dataKeyArn: inDr(props.dataKeyArn), operationsKeyArn: inDr(props.operationsKeyArn) };
    const configuration = synthesize(keys, { site: "dr" });
    const { policy } = argumentsOf(configuration, "aws_iam_role_policy", "role_code");
    expect(policy).toContain("arn:aws:dynamodb:us-east-2:111122223333:table/payments-idempotency-dev");
    expect(policy).toContain("arn:aws:sqs:us-east-2:111122223333:payments-validation-requests-dr-dev");
    expect(JSON.stringify(configuration.resource)).not.toContain("us-east-1");
  });
});
