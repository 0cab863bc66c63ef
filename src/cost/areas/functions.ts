import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";
import { usageFor } from "../usage";
import { buildRules } from "./builds";

/** What Lambda gives a function that does not say how much it needs, in MB (provider's documentation). */
const DEFAULT_MEMORY_MB = 128;

/** Functions, queues, topics, state machines and builds. */
export const functionRules: PricingRules = {
  ...buildRules,
  aws_lambda_function: lambda,
  aws_lambda_event_source_mapping: ({ block, usage }) =>
    String(block.event_source_arn).includes("sqs")
      ? [{ price: PRICES.queueRequest, quantity: usage.queuePollsMillions }]
      : [],
  aws_sqs_queue: queue,
  aws_sns_topic: topic,
  aws_sfn_state_machine: ({ usage, role }) => [
    { price: PRICES.stateTransition, quantity: usage.stateTransitionsThousands[role] },
  ],
};

function lambda({ block, usage, role, number }: Priced): Quantity[] {
  const name = String(block.function_name);
  const { invocationsMillions, milliseconds } = usageFor(name, usage.functions);
  const millions = invocationsMillions[role];
  const gigabytes = number(block.memory_size ?? DEFAULT_MEMORY_MB) / 1024;
  const architectures = (block.architectures ?? []) as readonly unknown[];
  const isArm = architectures.includes("arm64");
  const isTraced = blocksOf(block.tracing_config).some(({ mode }) => mode === "Active");
  return [
    { price: PRICES.functionRequest, quantity: millions },
    {
      price: isArm ? PRICES.functionDurationArm : PRICES.functionDuration,
      quantity: millions * 1_000_000 * (milliseconds / 1000) * gigabytes,
    },
    { price: PRICES.customMetric, quantity: usageFor(name, usage.functionMetrics) },
    ...(isTraced ? [{ price: PRICES.trace, quantity: millions * usage.tracedShare }] : []),
  ];
}

function queue({ address, block, usage, role, neighbours }: Priced): Quantity[] {
  // Only a queue whose messages can fail has a dead-letter queue; a dead-letter queue has none of its own.
  const isWorkedOff =
    block.redrive_policy !== undefined ||
    neighbours("aws_sqs_queue_redrive_policy").some(({ block: { queue_url } }) =>
      String(queue_url).startsWith(`\${${address}.`),
    );
  const messages = isWorkedOff ? usage.queueMessagesMillions[role] : 0;
  return [{ price: PRICES.queueRequest, quantity: messages * usage.requestsPerMessage }];
}

function topic({ usage, role }: Priced): Quantity[] {
  const thousands = usage.notificationsThousands[role];
  return [
    { price: PRICES.topicRequest, quantity: thousands / 1000 },
    { price: PRICES.topicEmail, quantity: thousands / 100 },
  ];
}
