import { readFileSync } from "node:fs";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { handler } from "../../../src/functions/rotate-secret/handler";
import type { SecretContent } from "../../../src/functions/rotate-secret/secret-content";
import type { Postgres } from "../../support/postgres";
import { LocalRotation } from "../rotation/local-rotation";

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
export class RotationBench extends LocalRotation<SecretContent> {
  readonly administrator = { username: "the administrator", password: "administrator-password" };

  private constructor(private readonly postgres: Postgres) {
    super(handler, { system: "payments", roleTable: "payments-role-dr-dev" });
  }

  /** Makes all new for a test, and tells the function of it. The primary site serves. */
  static async on(postgres: Postgres): Promise<RotationBench> {
    const bench = new RotationBench(postgres);
    await bench.asOwner(async (client) => {
      const password = escapeLiteral(bench.administrator.password);
      await client.query(`ALTER ROLE ${ADMINISTRATOR} PASSWORD ${password}`);
    });
    Object.assign(process.env, {
      DATABASE_HOST: postgres.host,
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: DATABASE,
      DATABASE_CA_FILE: postgres.caFile,
      DATABASE_GROUP_ROLE: GROUP,
    });
    await bench.open();
    return bench;
  }

  /** Makes the administrator's secret, and one of a service that it serves. Answers the latter's ARN. */
  async makeServiceSecret(username: string, more: object = {}): Promise<string> {
    const masterarn = await this.makeSecret("administrator", this.administrator);
    return this.makeSecret("service", { username, password: "first-password", masterarn, ...more });
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
