import { DatabaseError } from "pg";
import type { Credentials } from "./login";

/** The database can't be reached, or can't serve now. The same request may succeed later. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super(`the database can't be used: ${(cause as Error).message || (cause as { code?: string }).code}`, {
      cause,
    });
    this.name = "DatabaseUnavailable";
  }
}

/** User or password are refused: the secret may have changed since it was read. */
export class LoginRefused extends DatabaseUnavailable {
  constructor(
    cause: unknown,
    /** What the connection was asked for with; newer ones may be there by now. */
    readonly credentials: Credentials,
  ) {
    super(cause);
    this.name = "LoginRefused";
  }
}

/** What an error of the database calls for. */
export type DatabaseTrouble =
  /** User or password are refused. */
  | "refused"
  /** The connection leads to an instance that does not write, or leads nowhere: another one may be better. */
  | "misled"
  /** It is overloaded, starting, or too slow. */
  | "unavailable"
  /** A mistake in the service. */
  | "other";

/** SQLSTATE: invalid authorization, invalid password. */
const REFUSED = /^28(000|P01)$/;

/** SQLSTATE: read-only transaction; shut down by an administrator, after a crash; connection exceptions. */
const MISLED = /^(25006|57P01|57P02|08.{3})$/;

/** SQLSTATE: starting or in recovery; out of resources; lock, statement and idle timeouts; conflicts to repeat. */
const UNAVAILABLE = /^(57P03|53.{3}|55P03|57014|25P03|40.{3})$/;

/** What node-postgres says in plain errors when a connection is gone or answers no more. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** Tells what to do about an error of node-postgres. */
export function troubleOf(error: unknown): DatabaseTrouble {
  if (error instanceof DatabaseUnavailable) return "unavailable";
  if (error instanceof DatabaseError) {
    const code = error.code ?? "";
    if (REFUSED.test(code)) return "refused";
    if (MISLED.test(code)) return "misled";
    return UNAVAILABLE.test(code) ? "unavailable" : "other";
  }
  if (!(error instanceof Error)) return "other";
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined || LOST.test(error.message) ? "misled" : "other";
}
