import { Client, DatabaseError } from "pg";
import type { SecretContent } from "../rotate-secret/secret-content";
import { ValidationError } from "./errors";

/** How long a connection and a statement may take, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;
const STATEMENT_TIMEOUT = 60_000;

/** What PostgreSQL answers where name or password are wrong: invalid_authorization_specification, invalid_password. */
const LOGIN_REFUSED = ["28000", "28P01"];

/**
 * Nothing is written, and both sides say values and definitions in the same words: with every name's schema, and times in
 * UTC.
 */
const SESSION = [
  "SET default_transaction_read_only = on",
  "SET search_path = pg_catalog",
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO'",
  "SET intervalstyle = 'iso_8601'",
  "SET bytea_output = 'hex'",
  "SET extra_float_digits = 1",
].join("; ");

/** A database, and what it is called in a report. */
export interface Place {
  readonly label: "live" | "restored";
  readonly host: string;
  readonly port: number;
  readonly name: string;
  /** The certificates that the server's may be signed by, as PEM. */
  readonly authorities: string;
}

/** A version of the service's secret, under its label. */
export interface Login extends Pick<SecretContent, "username" | "password"> {
  readonly label: string;
}

/**
 * A connection as the first user that the database lets in: a backup from before a rotation knows the version before. With
 * TLS only, and with the server proven to be the one that was asked for.
 *
 * @throws ValidationError where it can't be reached, or lets nobody in; errors of PostgreSQL as they are.
 */
export async function connect(place: Place, logins: readonly Login[]): Promise<Client> {
  if (logins.length === 0) throw new ValidationError("the service's secret has no value");
  for (const login of logins) {
    const client = await tryAs(place, login);
    if (client) return inSession(client);
  }
  const labels = logins.map(({ label }) => label);
  throw new ValidationError(`the ${place.label} database lets in neither ${labels.join(" nor ")}`);
}

async function inSession(client: Client): Promise<Client> {
  try {
    await client.query(SESSION);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function tryAs(place: Place, { username, password }: Login): Promise<Client | undefined> {
  const client = new Client({
    host: place.host,
    port: place.port,
    database: place.name,
    user: username,
    password,
    ssl: { ca: place.authorities, rejectUnauthorized: true },
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT + 5_000,
  });
  // A connection that breaks between two statements is noticed by the next statement.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    const { code, message } = error as { code?: string; message: string };
    if (error instanceof DatabaseError && LOGIN_REFUSED.includes(code ?? "")) return undefined;
    // Without a code it is one of pg's own sentences: a timeout, a broken connection.
    throw new ValidationError(
      `can't connect to the ${place.label} database at ${place.host}: ${code ?? message}`,
    );
  }
}
