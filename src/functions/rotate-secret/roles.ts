import { escapeIdentifier, escapeLiteral, type Client } from "pg";
import { RotationError } from "../rotation/errors";
import type { Login } from "./database";
import { scramVerifier } from "./scram-verifier";

/** PostgreSQL cuts a longer name without a word, and then two names are one. In bytes. */
const NAME_LIMIT = 63;

/** What a service logs in with. */
export interface ServiceRoles {
  /** Owns the service's schema. Both users become it when they log in, so that neither owns a table alone. */
  readonly group: string;
  /** The database that they may connect to. */
  readonly database: string;
  /** The user in use: keeps its password if it is there. */
  readonly current: Login;
  /** The user that is next: gets its password. */
  readonly next: Login;
}

/** Makes the roles of a service as far as they are missing, and sets the next user's password; all or nothing. */
export async function setServiceRoles(client: Client, roles: ServiceRoles): Promise<void> {
  const group = escapeIdentifier(roles.group);
  await inTransaction(client, async () => {
    // Two rotations that change the same roles wait for each other.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('rotate-secret'))");
    if (!(await exists(client, roles.group))) await client.query(`CREATE ROLE ${group} NOLOGIN`);
    // Only who is a member of a role may give it a schema.
    await client.query(`GRANT ${group} TO CURRENT_USER`);
    await client.query(`GRANT CONNECT ON DATABASE ${escapeIdentifier(roles.database)} TO ${group}`);
    // Named after the role: PostgreSQL looks there first when a name comes without its schema.
    await client.query(`CREATE SCHEMA IF NOT EXISTS AUTHORIZATION ${group}`);
    if (!(await exists(client, roles.current.username))) {
      await setLogin(client, "CREATE", roles.current);
    }
    const verb = (await exists(client, roles.next.username)) ? "ALTER" : "CREATE";
    await setLogin(client, verb, roles.next);
    for (const { username } of [roles.current, roles.next]) {
      const user = escapeIdentifier(username);
      await client.query(`GRANT ${group} TO ${user}`);
      await client.query(`ALTER ROLE ${user} SET role TO ${escapeLiteral(roles.group)}`);
    }
  });
}

/** Sets the password of the user that is logged in. */
export async function setOwnPassword(client: Client, password: string): Promise<void> {
  await client.query(`ALTER ROLE CURRENT_USER PASSWORD ${escapeLiteral(scramVerifier(password))}`);
}

/**
 * A user's name that PostgreSQL keeps whole.
 *
 * @throws RotationError where it is too long.
 */
export function wholeName(name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes <= NAME_LIMIT) return name;
  throw new RotationError(`the user name ${name} has ${bytes} bytes: PostgreSQL keeps ${NAME_LIMIT}`);
}

/** ALTER ROLE and CREATE ROLE take no parameters: names and values are quoted. */
async function setLogin(client: Client, verb: "ALTER" | "CREATE", { username, password }: Login) {
  const verifier = escapeLiteral(scramVerifier(password));
  await client.query(`${verb} ROLE ${escapeIdentifier(username)} LOGIN PASSWORD ${verifier}`);
}

async function exists(client: Client, role: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  return rowCount === 1;
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
