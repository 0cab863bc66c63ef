import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { handler } from "../../../src/functions/rotate-secret/handler";
import { STEPS, type Step } from "../../../src/functions/rotate-secret/rotation";
import type { SecretContent } from "../../../src/functions/rotate-secret/secret-content";
import type { Postgres } from "../../support/postgres";

const ROLE_TABLE = "payments-role-dr-dev";
export const GROUP = "payments service";

interface Login {
  readonly username: string;
  readonly password: string;
  /**
   * @default - the one that the function is told of
   */
  readonly database?: string;
}

const ADMINISTRATOR = escapeIdentifier("the administrator");
const DATABASE = "the payments";

/** Makes the database for the tests of a file. */
export async function prepareDatabase(postgres: Postgres): Promise<void> {
  await runAs(postgres, { ...postgres.administrator, database: postgres.database }, async (client) => {
    // What RDS gives an administrator: may make roles, and owns the database.
    await client.query(`CREATE ROLE ${ADMINISTRATOR} LOGIN CREATEROLE`);
    await client.query(`GRANT ${ADMINISTRATOR} TO CURRENT_USER`);
    await client.query(`CREATE DATABASE ${escapeIdentifier(DATABASE)} OWNER ${ADMINISTRATOR}`);
  });
}

/** A database with an administrator, the secrets around it, and what Secrets Manager does in a rotation. */
export class RotationBench {
  readonly secrets = new SecretsManagerClient({ region: "us-east-1" });
  readonly administrator = { username: "the administrator", password: "administrator-password" };

  private constructor(private readonly postgres: Postgres) {}

  /** Makes all new for a test, and tells the function of it. The primary site serves. */
  static async open(postgres: Postgres): Promise<RotationBench> {
    const bench = new RotationBench(postgres);
    await bench.asOwner(async (client) => {
      const password = escapeLiteral(bench.administrator.password);
      await client.query(`ALTER ROLE ${ADMINISTRATOR} PASSWORD ${password}`);
    });
    Object.assign(process.env, {
      AWS_REGION: "us-east-1",
      DATABASE_HOST: postgres.host,
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: DATABASE,
      DATABASE_CA_FILE: postgres.caFile,
      DATABASE_GROUP_ROLE: GROUP,
      ROLE_TABLE,
      ROLE_REGION: "us-east-2",
      SYSTEM: "payments",
      SITE: "primary",
    });
    await bench.makeRoleTable();
    await bench.writeRoles("primary", "primary");
    return bench;
  }

  /** Makes a secret as Terraform does. Answers its ARN. */
  async makeSecret(name: string, content: object | string): Promise<string> {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    const { ARN: arn } = await this.secrets.send(new CreateSecretCommand({ Name: name, SecretString: text }));
    return String(arn);
  }

  /** Makes the administrator's secret, and one of a service that it serves. Answers the latter's ARN. */
  async makeServiceSecret(username: string, more: object = {}): Promise<string> {
    const masterarn = await this.makeSecret("administrator", this.administrator);
    return this.makeSecret("service", { username, password: "first-password", masterarn, ...more });
  }

  /** Puts a value as a person would. */
  async put(secret: string, content: object, stages?: string[]): Promise<void> {
    const given = { SecretString: JSON.stringify(content), VersionStages: stages };
    await this.secrets.send(new PutSecretValueCommand({ SecretId: secret, ...given }));
  }

  async content(secret: string, stage = "AWSCURRENT"): Promise<SecretContent> {
    const command = new GetSecretValueCommand({ SecretId: secret, VersionStage: stage });
    return JSON.parse((await this.secrets.send(command)).SecretString ?? "") as SecretContent;
  }

  async stages(secret: string): Promise<Record<string, string[]>> {
    return (
      (await this.secrets.send(new DescribeSecretCommand({ SecretId: secret }))).VersionIdsToStages ?? {}
    );
  }

  /**
   * Begins a rotation as Secrets Manager does: a new version gets the label AWSPENDING, and has no value yet. The local
   * one's RotateSecret calls nobody and makes the old value the current one again.
   */
  async begin(secret: string): Promise<string> {
    const version = randomUUID();
    const stages = await this.stages(secret);
    const SecretId = secret;
    const VersionStage = "AWSPENDING";
    for (const RemoveFromVersionId of Object.keys(stages).filter((id) =>
      stages[id]?.includes(VersionStage),
    )) {
      const given = { SecretId, VersionStage, RemoveFromVersionId };
      await this.secrets.send(new UpdateSecretVersionStageCommand(given));
    }
    const given = { SecretId, ClientRequestToken: version, VersionStages: [VersionStage] };
    await this.secrets.send(new PutSecretValueCommand(given));
    return version;
  }

  /** Calls the function as Secrets Manager does. */
  async step(secret: string, version: string, step: Step): Promise<void> {
    await handler({ SecretId: secret, ClientRequestToken: version, Step: step });
  }

  /** A whole rotation. */
  async rotate(secret: string): Promise<void> {
    const version = await this.begin(secret);
    for (const step of STEPS) await this.step(secret, version, step);
  }

  /** Runs statements as a user. */
  async as<T>(login: Login, work: (client: Client) => Promise<T>): Promise<T> {
    return runAs(this.postgres, login, work);
  }

  /** Runs statements as whoever made the administrator. */
  async asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const { administrator, database } = this.postgres;
    return this.as({ ...administrator, database }, work);
  }

  /** Whether the database lets a user in. */
  async letsIn(login: Login): Promise<boolean> {
    return this.as(login, () => Promise.resolve(true)).catch((error: Error & { code?: string }) => {
      if (error.code === "28P01") return false;
      throw error;
    });
  }

  /** Every user's name and password as the database keeps them, and who is a member of what. */
  async roles(): Promise<unknown> {
    return this.asOwner(async (client) => {
      const roles = await client.query(
        "SELECT oid, rolname, rolcanlogin, rolconfig FROM pg_roles ORDER BY oid",
      );
      const members = await client.query(
        "SELECT roleid, member FROM pg_auth_members ORDER BY roleid, member",
      );
      return [roles.rows, members.rows];
    });
  }

  /** Writes who serves, as a failover does. */
  async writeRoles(active: string, traffic: string): Promise<void> {
    const Item = {
      system: { S: "payments" },
      active_site: { S: active },
      traffic_site: { S: traffic },
      epoch: { N: "2" },
    };
    await this.dynamo().send(new PutItemCommand({ TableName: ROLE_TABLE, Item }));
  }

  /** Drops what the test has made in the database. */
  async close(): Promise<void> {
    this.secrets.destroy();
    const { administrator } = this.postgres;
    await this.as({ ...administrator, database: DATABASE }, async (client) => {
      await client.query(`SET ROLE ${ADMINISTRATOR}`);
      const { rows } = await client.query<{ rolname: string }>(
        "SELECT rolname FROM pg_roles WHERE rolname !~ '^(pg_|postgres$|standbyadmin$|the administrator$)'",
      );
      for (const { rolname } of rows) {
        const role = escapeIdentifier(rolname);
        // The schema, what is in it, and the right to connect.
        if (rolname === GROUP) await client.query(`DROP OWNED BY ${role} CASCADE`);
        await client.query(`DROP ROLE ${role}`);
      }
    });
  }

  private async makeRoleTable(): Promise<void> {
    await this.dynamo().send(
      new CreateTableCommand({
        TableName: ROLE_TABLE,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "system", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "system", KeyType: "HASH" }],
      }),
    );
  }

  private dynamo(): DynamoDBClient {
    return new DynamoDBClient({ region: "us-east-2" });
  }
}

async function runAs<T>(
  { host, port, caFile }: Postgres,
  { username: user, password, database = DATABASE }: Login,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ host, port, user, password, database, ssl: { ca: readFileSync(caFile) } });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
