import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import type { Site } from "../../src/config/site";
import { itemKey } from "../../src/role-record/items";
import { startMinistack, useMinistack, type Ministack } from "../support/ministack";
import { startPostgres, type Postgres } from "../support/postgres";

/** A site and an epoch, as a record of the role table has them. */
export interface Role {
  readonly activeSite: Site;
  readonly epoch: number;
}

/** A database and an AWS with what every service needs of them. */
export interface World {
  readonly postgres: Postgres;
  readonly ministack: Ministack;
  /** What a service in it is told. */
  readonly variables: Readonly<Record<string, string>>;
  /** Runs a statement as the administrator. */
  sql<T extends object = Record<string, unknown>>(
    statement: string,
    values?: readonly unknown[],
  ): Promise<T[]>;
  /** Keeps the table from being written while something is done, from the moment when a request waits for it. */
  whileBlocked<T>(begin: () => Promise<T>, work: () => Promise<void>): Promise<T>;
  /** Writes the role record; undefined removes it. */
  setRole(role: Role | undefined): Promise<void>;
  /** Writes the emergency record into the primary region; undefined removes it. */
  setEmergency(role: Role | undefined): Promise<void>;
  /** Gives a user of the service a password in the database. */
  setPassword(username: string, password: string): Promise<void>;
  /** Changes what the secret says. */
  setSecret(content: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** What a world is made from. */
export interface WorldProps {
  /** The account of the local AWS: each test file has its own. */
  readonly account: string;
  readonly system: string;
  /** The primary region, in which the services of a test run whatever their site is. */
  readonly region: string;
  readonly roleRegion: string;
  /** The role that owns the tables, and the name of their schema. */
  readonly groupRole: string;
  /** The table that `whileBlocked` locks. */
  readonly table: string;
}

/** Makes a world with the users `app` and `app_clone`; `app` is the one in the secret. The active site is the primary. */
export async function makeWorld(props: WorldProps): Promise<World> {
  const { account, system, region, roleRegion, groupRole, table } = props;
  const [postgres, ministack] = await Promise.all([startPostgres(), startMinistack()]);
  useMinistack(ministack, account);
  const roleTables = new DynamoDBClient({ region: roleRegion });
  const ownTables = new DynamoDBClient({ region });
  const secrets = new SecretsManagerClient({ region });
  await Promise.all([makeTable(roleTables, "role", "system"), makeTable(ownTables, "role", "system")]);
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
  await makeRoles(administrator, groupRole);
  const world: World = {
    postgres,
    ministack,
    variables: {
      SYSTEM: system,
      SITE: "primary",
      AWS_REGION: region,
      ROLE_TABLE: "role",
      ROLE_REGION: roleRegion,
      DATABASE_HOST: postgres.host,
      DATABASE_READER_HOST: postgres.host,
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: postgres.database,
      DATABASE_SECRET_ARN: secret.ARN!,
      DATABASE_GROUP_ROLE: groupRole,
      DATABASE_CA_FILE: postgres.caFile,
    },
    sql: async <T extends object>(statement: string, values: readonly unknown[] = []) =>
      (await administrator.query<T & Record<string, unknown>>(statement, [...values])).rows,
    whileBlocked: async (begin, work) => {
      await administrator.query(`BEGIN; LOCK TABLE ${escapeIdentifier(table)} IN EXCLUSIVE MODE`);
      const begun = begin();
      const waiting = "SELECT FROM pg_locks WHERE NOT granted";
      while ((await administrator.query(waiting)).rowCount === 0) await sleep(20);
      await work();
      await administrator.query("COMMIT");
      return begun;
    },
    setRole: (role) => putRole(roleTables, system, "record", role),
    setEmergency: (role) => putRole(ownTables, system, "emergency", role),
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
    stop: async () => {
      await administrator.end();
      await Promise.all([postgres.stop(), ministack.stop()]);
    },
  };
  await world.setRole({ activeSite: "primary", epoch: 1 });
  return world;
}

/** Makes a table of the local AWS with one key. */
export async function makeTable(client: DynamoDBClient, name: string, key: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: key, AttributeType: "S" }],
    }),
  );
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
  system: string,
  name: "record" | "emergency",
  role: Role | undefined,
): Promise<void> {
  const key = { system: { S: itemKey(system, name).system! } };
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

/** What the rotation makes: a group that owns a schema named after it, and two users who become the group. */
async function makeRoles(administrator: Client, group: string): Promise<void> {
  await administrator.query(`CREATE ROLE ${group} NOLOGIN`);
  await administrator.query(`GRANT ${group} TO CURRENT_USER`);
  await administrator.query(`CREATE SCHEMA AUTHORIZATION ${group}`);
  for (const user of ["app", "app_clone"]) {
    await administrator.query(`CREATE ROLE ${user} LOGIN PASSWORD 'first'`);
    await administrator.query(`GRANT ${group} TO ${user}`);
    // So that the administrator may end their connections.
    await administrator.query(`GRANT ${user} TO CURRENT_USER`);
  }
  await administrator.query(`SET search_path TO ${group}`);
}
