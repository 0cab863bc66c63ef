import { Queue, type QueueProps } from "../../../src/constructs/queue/queue";
import { argumentsOf, blockOf, regionalStack, synthesizeAliased, synthesizeStack } from "../../support/stack";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
const ARN = "arn:aws:sqs:us-east-1:111122223333:payments-orders-dev";
const DEAD_ARN = "arn:aws:sqs:us-east-1:111122223333:payments-orders-dead-dev";
const DAY_SECONDS = 86_400;

const minimal: QueueProps = { queueName: "orders", consumerTimeoutSeconds: 30, keyArn: KEY };

function policyFor(arn: string) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyWithoutTls",
        Effect: "Deny",
        Principal: { AWS: ["*"] },
        Action: ["sqs:*"],
        Resource: [arn],
        Condition: { Bool: { "aws:SecureTransport": ["false"] } },
      },
    ],
  });
}

describe("a queue", () => {
  test("hides a message for six timeouts of its function, and puts it by after five tries", () => {
    const configuration = synthesizeStack((stack) => new Queue(stack, "orders", minimal));
    const deadLetters = blockOf(configuration, "aws_sqs_queue", "orders_dead-letter");
    expect(configuration.resource?.aws_sqs_queue?.orders).toEqual({
      name: "payments-orders-dev",
      kms_master_key_id: KEY,
      policy: policyFor(ARN),
      message_retention_seconds: 4 * DAY_SECONDS,
      visibility_timeout_seconds: 180,
      redrive_policy: JSON.stringify({ deadLetterTargetArn: DEAD_ARN, maxReceiveCount: 5 }),
      depends_on: [deadLetters.address],
    });
    expect(deadLetters.block).toEqual({
      name: "payments-orders-dead-dev",
      kms_master_key_id: KEY,
      policy: policyFor(DEAD_ARN),
      message_retention_seconds: 14 * DAY_SECONDS,
      redrive_allow_policy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [ARN] }),
    });
  });

  test("adds the time in which a batch fills up, and keeps messages as long as it is told", () => {
    const given = { ...minimal, batchingWindowSeconds: 20, retentionDays: 13 };
    const configuration = synthesizeStack((stack) => new Queue(stack, "orders", given));
    expect(configuration.resource?.aws_sqs_queue?.orders).toMatchObject({
      visibility_timeout_seconds: 200,
      message_retention_seconds: 13 * DAY_SECONDS,
    });
  });

  test("must forget before its dead-letter queue does: a message's age goes on counting there", () => {
    const tooLong = { ...minimal, retentionDays: 14 };
    expect(() => new Queue(regionalStack(), "orders", tooLong)).toThrow("retentionDays must be below 14");
  });

  test("names itself without asking AWS", () => {
    const queue = new Queue(regionalStack(), "orders", minimal);
    expect(queue).toMatchObject({ name: "payments-orders-dev", arn: ARN });
  });

  test("in an aliased scope lies in the other region", () => {
    const aliased = synthesizeAliased((scope) => new Queue(scope, "orders", minimal));
    const deadLetters = argumentsOf(aliased, "aws_sqs_queue", "dead-letter");
    expect(deadLetters).toMatchObject({ provider: "aws.dr", name: "payments-orders-dead-dr-dev" });
    expect(deadLetters.redrive_allow_policy).toContain(":us-east-2:111122223333:payments-orders-dr-dev");
  });
});
