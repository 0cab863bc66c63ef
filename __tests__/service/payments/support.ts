import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import type { Site } from "../../../src/config/site";
import { readConfiguration, type Configuration } from "../../../src/service/payments/configuration";
import { itemKey } from "../../../src/role-record/items";
import { startMinistack, useMinistack, type Ministack } from "../../support/ministack";
import { startPostgres, type Postgres } from "../../support/postgres";

export const OWN_REGION = "us-east-1";
export const ROLE_REGION = "us-east-2";
const GROUP = "payments_application";

/** A card number that passes the check, for requests. */
export const CARD_NUMBER = "4111111111111111";

/** A database and an AWS with what the payments system has in them. */
export interface World {
  readonly postgres: Postgres;
  readonly ministack: Ministack;
  readonly variables: Readonly<Record<string, string>>;
  /** Settings of a service in it. */
  configuration(changes?: Readonly<Record<string, string>>): Configuration;
  /** Runs a statement as the administrator. */
  sql<T extends object = Record<string, unknown>>(
    statement: string,
    values?: readonly unknown[],
  ): Promise<T[]>;
  /** Keeps payments from being stored while something is done, from the moment when one waits for it. */
  whileBlocked<T>(begin: () => Promise<T>, work: () => Promise<void>): Promise<T>;
  /** Writes the role record; undefined removes it. */
  setRole(role: { readonly activeSite: Site; readonly epoch: number } | undefined): Promise<void>;
  /** Writes the emergency record into the primary region; undefined removes it. */
  setEmergency(role: { readonly activeSite: Site; readonly epoch: number } | undefined): Promise<void>;
  /** Gives a user of the service a password in the database. */
  setPassword(username: string, password: string): Promise<void>;
  /** Changes what the secret says. */
  setSecret(content: unknown): Promise<void>;
  putVerdict(item: Readonly<Record<string, AttributeValue>>): Promise<void>;
  /** Takes all messages from the queue. */
  messages(): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** Makes a world with the users `app` and `app_clone`; `app` is the one in the secret. The active site is the primary. */
export async function makeWorld(account: string): Promise<World> {
  const [postgres, ministack] = await Promise.all([startPostgres(), startMinistack()]);
  useMinistack(ministack, account);
  const roleTables = new DynamoDBClient({ region: ROLE_REGION });
  const ownTables = new DynamoDBClient({ region: OWN_REGION });
  const queues = new SQSClient({ region: OWN_REGION });
  const secrets = new SecretsManagerClient({ region: OWN_REGION });

  await Promise.all([
    makeTable(roleTables, "role", "system"),
    makeTable(ownTables, "role", "system"),
    makeTable(ownTables, "verdict", "id"),
  ]);
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: "validation" }));
  const secret = await secrets.send(
    new CreateSecretCommand({
      Name: "application",
      SecretString: JSON.stringify({ username: "app", password: "first" }),
    }),
  );

  const administrator = new Client({
    host: postgres.host,
    port: postgres.port,
    database: postgres.database,
    user: postgres.administrator.username,
    password: postgres.administrator.password,
    ssl: { ca: readFileSync(postgres.caFile, "utf8") },
  });
  await administrator.connect();
  await makeRoles(administrator);

  const variables: Record<string, string> = {
    SYSTEM: "payments",
    SITE: "primary",
    AWS_REGION: OWN_REGION,
    ROLE_TABLE: "role",
    ROLE_REGION,
    DATABASE_HOST: postgres.host,
    DATABASE_READER_HOST: postgres.host,
    DATABASE_PORT: String(postgres.port),
    DATABASE_NAME: postgres.database,
    DATABASE_SECRET_ARN: secret.ARN!,
    DATABASE_GROUP_ROLE: GROUP,
    DATABASE_CA_FILE: postgres.caFile,
    VALIDATION_QUEUE_URL: QueueUrl!,
    VERDICT_TABLE: "verdict",
  };
  const world: World = {
    postgres,
    ministack,
    variables,
    configuration: (changes = {}) => readConfiguration({ ...variables, ...changes }),
    sql: async <T extends object>(statement: string, values: readonly unknown[] = []) =>
      (await administrator.query<T & Record<string, unknown>>(statement, [...values])).rows,
    whileBlocked: async (begin, work) => {
      await administrator.query("BEGIN; LOCK TABLE payments IN EXCLUSIVE MODE");
      const begun = begin();
      const waiting = "SELECT FROM pg_locks WHERE NOT granted";
      while ((await administrator.query(waiting)).rowCount === 0) await sleep(20);
      await work();
      await administrator.query("COMMIT");
      return begun;
    },
    setRole: (role) => putRole(roleTables, "record", role),
    setEmergency: (role) => putRole(ownTables, "emergency", role),
    setPassword: async (username, password) => {
      await administrator.query(
        `ALTER ROLE ${escapeIdentifier(username)} PASSWORD ${escapeLiteral(password)}`,
      );
    },
    setSecret: async (content) => {
      await secrets.send(
        new PutSecretValueCommand({ SecretId: secret.ARN, SecretString: JSON.stringify(content) }),
      );
    },
    putVerdict: async (item) => {
      await ownTables.send(new PutItemCommand({ TableName: "verdict", Item: item }));
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
    stop: async () => {
      await administrator.end();
      await Promise.all([postgres.stop(), ministack.stop()]);
    },
  };
  await world.setRole({ activeSite: "primary", epoch: 1 });
  return world;
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

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function putRole(
  client: DynamoDBClient,
  name: "record" | "emergency",
  role: { readonly activeSite: Site; readonly epoch: number } | undefined,
): Promise<void> {
  const key = { system: { S: itemKey("payments", name).system! } };
  if (!role) return void (await client.send(new DeleteItemCommand({ TableName: "role", Key: key })));
  const Item = {
    ...key,
    active_site: { S: role.activeSite },
    traffic_site: { S: role.activeSite },
    epoch: { N: String(role.epoch) },
    ...(name === "emergency" && { reason: { S: "the DR region is lost" } }),
  };
  await client.send(new PutItemCommand({ TableName: "role", Item }));
}

async function makeTable(client: DynamoDBClient, name: string, key: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: key, AttributeType: "S" }],
    }),
  );
}

/** What the rotation makes: a group that owns a schema named after it, and two users who become the group. */
async function makeRoles(administrator: Client): Promise<void> {
  await administrator.query(`CREATE ROLE ${GROUP} NOLOGIN`);
  await administrator.query(`GRANT ${GROUP} TO CURRENT_USER`);
  await administrator.query(`CREATE SCHEMA AUTHORIZATION ${GROUP}`);
  for (const user of ["app", "app_clone"]) {
    await administrator.query(`CREATE ROLE ${user} LOGIN PASSWORD 'first'`);
    await administrator.query(`GRANT ${GROUP} TO ${user}`);
    // So that the administrator may end their connections.
    await administrator.query(`GRANT ${user} TO CURRENT_USER`);
  }
  await administrator.query(`SET search_path TO ${GROUP}`);
}
