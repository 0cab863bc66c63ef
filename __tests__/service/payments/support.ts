import { DynamoDBClient, PutItemCommand, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readConfiguration, type Configuration } from "../../../src/service/payments/configuration";
import { makeTable, makeWorld, type World } from "../world";

export const OWN_REGION = "us-east-1";
const ROLE_REGION = "us-east-2";

/** A card number that passes the check, for requests. */
export const CARD_NUMBER = "4111111111111111";

/** A world with what the payments system has in it. */
export interface PaymentsWorld extends World {
  /** Settings of a service in it. */
  configuration(changes?: Readonly<Record<string, string>>): Configuration;
  putVerdict(item: Readonly<Record<string, AttributeValue>>): Promise<void>;
  /** Takes all messages from the queue. */
  messages(): Promise<Record<string, unknown>[]>;
}

/** Makes a world with a queue and a table of verdicts. The active site is the primary. */
export async function makePaymentsWorld(account: string): Promise<PaymentsWorld> {
  const world = await makeWorld({
    account,
    system: "payments",
    region: OWN_REGION,
    roleRegion: ROLE_REGION,
    groupRole: "payments_application",
    table: "payments",
  });
  const tables = new DynamoDBClient({ region: OWN_REGION });
  const queues = new SQSClient({ region: OWN_REGION });
  const [{ QueueUrl }] = await Promise.all([
    queues.send(new CreateQueueCommand({ QueueName: "validation" })),
    makeTable(tables, "verdict", "id"),
  ]);
  const variables = { ...world.variables, VALIDATION_QUEUE_URL: QueueUrl!, VERDICT_TABLE: "verdict" };
  return {
    ...world,
    variables,
    configuration: (changes = {}) => readConfiguration({ ...variables, ...changes }),
    putVerdict: async (item) => {
      await tables.send(new PutItemCommand({ TableName: "verdict", Item: item }));
    },
    messages: async () => {
      const request = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
      });
      const taken: Record<string, unknown>[] = [];
      for (;;) {
        const { Messages = [] } = await queues.send(request);
        if (Messages.length === 0) return taken;
        taken.push(...Messages.map(({ Body }) => JSON.parse(Body!) as Record<string, unknown>));
      }
    },
  };
}

/** A request for a payment, with a key of its own. */
export function paymentRequest(key: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    method: "POST",
    url: "/payments",
    headers: { "idempotency-key": key },
    payload: {
      amount: { value: "12.50", currency: "EUR" },
      card: { number: CARD_NUMBER, expiryMonth: 12, expiryYear: 2030 },
      ...changes,
    },
  } as const;
}
