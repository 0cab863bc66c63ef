import { readFileSync } from "node:fs";
import { RotationError } from "../rotation/errors";
import type { RotatingSite } from "../rotation/role-record";

/** What the function is told by its environment. */
export interface Settings extends RotatingSite {
  /** The database that passwords are set in. No secret names it: the copy in the other region has the same content. */
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly name: string;
    /** The certificates that the server's may be signed by, as PEM. */
    readonly authorities: string;
    /** The role without a login that owns the service's schema. */
    readonly groupRole: string;
  };
}

/**
 * Reads the settings.
 *
 * @throws RotationError where one is missing, or the file of certificates can't be read.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const need = (name: string): string => {
    const value = environment[name];
    if (!value) throw new RotationError(`the environment variable ${name} is missing`);
    return value;
  };
  return {
    database: {
      host: need("DATABASE_HOST"),
      port: Number(need("DATABASE_PORT")),
      name: need("DATABASE_NAME"),
      authorities: readAuthorities(need("DATABASE_CA_FILE")),
      groupRole: need("DATABASE_GROUP_ROLE"),
    },
    roleRecord: {
      table: need("ROLE_TABLE"),
      region: need("ROLE_REGION"),
      system: need("SYSTEM"),
      function: environment["ROLE_FUNCTION"],
    },
    site: need("SITE"),
  };
}

function readAuthorities(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new RotationError(
      `can't read the certificates in ${path}: ${(error as NodeJS.ErrnoException).code}`,
    );
  }
}
