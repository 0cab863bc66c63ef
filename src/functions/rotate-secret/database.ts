import { Client, DatabaseError } from "pg";
import { RotationError } from "../rotation/errors";
import type { SecretContent } from "./secret-content";
import type { Settings } from "./settings";

/** How long a connection and a statement may take, in milliseconds. */
const CONNECT_TIMEOUT = 5000;
const STATEMENT_TIMEOUT = 10_000;

/** What PostgreSQL answers where name or password are wrong: invalid_authorization_specification, invalid_password. */
const LOGIN_REFUSED = ["28000", "28P01"];

/** A user's name and password, and what to call them in an error. */
export interface Login extends Pick<SecretContent, "username" | "password"> {
  readonly label: string;
}

/**
 * Runs statements as a user. With TLS only, and with the server proven to be the one that was asked for.
 *
 * @returns what `work` returns; undefined where the database refuses the login.
 */
export async function tryAs<T>(
  { host, port, name, authorities }: Settings["database"],
  { username, password }: Login,
  work: (client: Client) => Promise<T>,
): Promise<T | undefined> {
  const client = new Client({
    host,
    port,
    database: name,
    user: username,
    password,
    ssl: { ca: authorities, rejectUnauthorized: true },
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
  });
  // A connection that breaks between two statements is noticed by the next statement.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    if (error instanceof DatabaseError && LOGIN_REFUSED.includes(error.code ?? "")) return undefined;
    throw new RotationError(`can't connect to the database at ${host}: ${codeOf(error)}`);
  }
  try {
    return await work(client);
  } catch (error) {
    if (error instanceof RotationError) throw error;
    throw new RotationError(`the database refused a statement: ${codeOf(error)}`);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Runs statements as the first user that the database lets in.
 *
 * @throws RotationError where it lets none in.
 */
export async function asFirst<T>(
  database: Settings["database"],
  logins: readonly Login[],
  work: (client: Client, login: Login) => Promise<T>,
): Promise<T> {
  for (const login of logins) {
    const done = await tryAs(database, login, async (client) => ({ result: await work(client, login) }));
    if (done) return done.result;
  }
  throw new RotationError(`the database lets in none of: ${logins.map(({ label }) => label).join(", ")}`);
}

/** An error's code alone: PostgreSQL's messages and details repeat parts of statements. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  // Without a code it is one of pg's own sentences (a timeout, a broken connection).
  return code ?? message;
}
