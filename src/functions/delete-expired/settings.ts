import { readFileSync } from "node:fs";
import * as z from "zod";
import type { RotatingSite } from "../rotation/role-record";
import { name, siteSettings } from "../site-settings";
import { readSettings as read } from "../read-settings";

const days = z.coerce.number().int().min(1);

const certificates = name.transform((path, context) => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    context.addIssue(`can't be read: ${(error as NodeJS.ErrnoException).code}`);
    return z.NEVER;
  }
});

const variables = z.object({
  ...siteSettings,
  ROLE_REGION: name,
  /** Reads the role record, where no way leads to its region. */
  ROLE_FUNCTION: name.optional(),
  DATABASE_HOST: name,
  DATABASE_PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_NAME: name,
  /** The role without a login that owns the service's schema. */
  DATABASE_GROUP_ROLE: name,
  /** A file with certificates to trust, as PEM. */
  DATABASE_CA_FILE: certificates,
  DATABASE_SECRET_ARN: name,
  ERASURE_TABLE: name,
  HISTORY_DAYS: days,
  INACTIVE_VIEWER_DAYS: days,
});

/** How long what is kept, in days. */
export interface RetentionRules {
  readonly historyDays: number;
  readonly inactiveViewerDays: number;
}

/** What the function is told by its environment. */
export interface Settings extends RotatingSite {
  readonly system: string;
  readonly suffix: string;
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly name: string;
    readonly authorities: string;
    readonly groupRole: string;
  };
  readonly secretArn: string;
  readonly erasureTable: string;
  readonly rules: RetentionRules;
}

/**
 * Reads the function's environment variables.
 *
 * @throws Error that names every variable that is missing or wrong.
 */
export function readSettings(given: NodeJS.ProcessEnv): Settings {
  const told = read(variables, given);
  return {
    system: told.SYSTEM,
    suffix: told.ENVIRONMENT_SUFFIX,
    site: told.SITE,
    roleRecord: {
      table: told.ROLE_TABLE,
      region: told.ROLE_REGION,
      system: told.SYSTEM,
      function: told.ROLE_FUNCTION,
    },
    database: {
      host: told.DATABASE_HOST,
      port: told.DATABASE_PORT,
      name: told.DATABASE_NAME,
      authorities: told.DATABASE_CA_FILE,
      groupRole: told.DATABASE_GROUP_ROLE,
    },
    secretArn: told.DATABASE_SECRET_ARN,
    erasureTable: told.ERASURE_TABLE,
    rules: { historyDays: told.HISTORY_DAYS, inactiveViewerDays: told.INACTIVE_VIEWER_DAYS },
  };
}
