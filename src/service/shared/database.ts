import { ATTR_DB_NAMESPACE, ATTR_DB_SYSTEM_NAME } from "@opentelemetry/semantic-conventions";
import { Client, DatabaseError, Pool, type ClientConfig, type PoolClient } from "pg";
import { DatabaseUnavailable, LoginRefused, troubleOf } from "./database-errors";
import type { Log } from "./logging";
import type { Credentials, Login } from "./login";
import { inSpan } from "./tracing/in-span";

/** What the connections are made from. */
export interface DatabaseProps {
  readonly writerHost: string;
  readonly readerHost: string;
  readonly port: number;
  readonly name: string;
  /** Certificates to trust, as PEM. */
  readonly certificates: string;
  /** Every connection acts as this role, so that whoever logs in owns the same tables. */
  readonly groupRole: string;
  readonly login: Login;
  readonly log: Log;
}

/**
 * Connections a task and endpoint. 50 tasks come to 1,000 with both; Aurora PostgreSQL and RDS for PostgreSQL take a
 * connection for every 9.5 MB of an instance's memory, about 1,800 with 16 GiB and 450 with 4 GiB (Aurora guide, maximum
 * connections; RDS guide, quotas, read 2026-11).
 */
const CONNECTIONS = 10;

/** All in milliseconds. A request that waits longer is better repeated; the client's limit comes after the server's. */
const TIMEOUTS = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 5_000,
  query_timeout: 6_000,
  idle_in_transaction_session_timeout: 10_000,
  idleTimeoutMillis: 30_000,
};

/** An old connection may lead to an instance that the endpoint's name has left. In seconds. */
const LIFETIME_SECONDS = 300;

/** A broken connection may be mended by a new one, and that one by a new password. */
const ATTEMPTS = 3;

/** Which of the database's endpoints. */
export type Endpoint = "writer" | "reader";

/**
 * Connections to the site's own database. They survive a rotation of the password, a failover to another zone and a
 * change of roles: whatever a new connection can mend is tried again.
 */
export class Database {
  private readonly pools: Readonly<Record<Endpoint, Pool>>;
  private readonly generations = new WeakMap<object, number>();
  private generation = 0;

  constructor(private readonly props: DatabaseProps) {
    this.pools = { writer: this.pool(props.writerHost), reader: this.pool(props.readerHost) };
  }

  /**
   * Does work on a connection. Where a new password or connection may mend what fails, the work is done again: it must be
   * safe to repeat.
   *
   * @throws DatabaseUnavailable, DatabaseError, and what the work throws.
   */
  use<T>(endpoint: Endpoint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const attributes = { [ATTR_DB_SYSTEM_NAME]: "postgresql", [ATTR_DB_NAMESPACE]: this.props.name };
    return inSpan(`database ${endpoint}`, attributes, () => this.untilMended(endpoint, work));
  }

  private async untilMended<T>(endpoint: Endpoint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(endpoint, work);
      } catch (error) {
        if (attempt === ATTEMPTS || !(await this.isMended(error))) throw error;
      }
    }
  }

  /** Does work in a transaction with the writer. What the work throws rolls it back. */
  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.use("writer", async (client) => {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    });
  }

  /** Lets no connection be used again that was made before: the names may lead elsewhere now. */
  dropConnections(): void {
    this.generation++;
  }

  /** Waits for running work, then closes all connections. */
  async close(): Promise<void> {
    await Promise.all([this.pools.writer.end(), this.pools.reader.end()]);
  }

  private async once<T>(endpoint: Endpoint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect(endpoint);
    let isClean = false;
    try {
      const result = await work(client);
      isClean = true;
      return result;
    } finally {
      // After an error nobody knows what the connection is in the middle of; closing it rolls back.
      client.release(!isClean || this.isOld(client));
    }
  }

  private async connect(endpoint: Endpoint): Promise<PoolClient> {
    let credentials: Credentials | undefined;
    try {
      credentials = await this.props.login.get();
      for (;;) {
        const client = await this.pools[endpoint].connect();
        if (!this.isOld(client)) return client;
        client.release(true);
      }
    } catch (error) {
      if (credentials && troubleOf(error) === "refused") throw new LoginRefused(error, credentials);
      // What the database itself answered can be mended; an endpoint that does not answer is not asked again.
      if (error instanceof DatabaseError) throw error;
      throw new DatabaseUnavailable(error);
    }
  }

  private async isMended(error: unknown): Promise<boolean> {
    if (error instanceof LoginRefused) return this.props.login.isReplaced(error.credentials);
    if (troubleOf(error) !== "misled") return false;
    this.props.log.warn({ err: error }, "dropping the connections to the database");
    this.dropConnections();
    return true;
  }

  private isOld(client: object): boolean {
    return this.generations.get(client) !== this.generation;
  }

  private pool(host: string): Pool {
    const { port, name: database, certificates: ca, groupRole, log } = this.props;
    const pool = new Pool({
      host,
      port,
      database,
      // Certificate and host name are both checked, as with sslmode verify-full.
      ssl: { ca, rejectUnauthorized: true },
      Client: this.clientClass(),
      max: CONNECTIONS,
      maxLifetimeSeconds: LIFETIME_SECONDS,
      keepAlive: true,
      ...TIMEOUTS,
      onConnect: async (client) => {
        await client.query(`SET ROLE ${client.escapeIdentifier(groupRole)}`);
      },
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    pool.on("error", (err) => log.warn({ err }, "an idle connection to the database broke"));
    return pool;
  }

  /** A pool's user can't be changed, so each connection asks for the user of the moment. */
  private clientClass(): new (config?: string | ClientConfig) => Client {
    const { login } = this.props;
    const begin = (client: object) => this.generations.set(client, this.generation);
    return class extends Client {
      constructor(config?: string | ClientConfig) {
        const { username: user, password } = login.current ?? {};
        super({ ...(config as ClientConfig), user, password });
        begin(this);
        // One that breaks between two statements of a transaction: the next statement reports it.
        this.on("error", () => {});
      }
    };
  }
}
