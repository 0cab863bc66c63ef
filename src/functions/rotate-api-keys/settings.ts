import * as z from "zod";
import { RotationError } from "../rotation/errors";
import type { RotatingSite } from "../rotation/role-record";
import { name, siteSettings } from "../site-settings";
import { zodProblems } from "../zod-problems";

const settings = z.object({
  ...siteSettings,
  ROLE_REGION: name,
  /** Who is to have a key, separated by commas. */
  CLIENTS: name.transform((text) => text.split(",")),
  GRACE_HOURS: z.coerce.number().int().min(1),
});

/** What the function is told by its environment. */
export interface Settings extends RotatingSite {
  readonly suffix: string;
  readonly clients: readonly string[];
  /** How long a key is taken beside its successor. */
  readonly graceHours: number;
}

/**
 * Reads the function's environment variables.
 *
 * @throws RotationError naming all that is missing or wrong.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const { data, error } = settings.safeParse(variables);
  if (!data) throw new RotationError(`environment variables: ${zodProblems(error)}`);
  return {
    suffix: data.ENVIRONMENT_SUFFIX,
    clients: data.CLIENTS,
    graceHours: data.GRACE_HOURS,
    roleRecord: { table: data.ROLE_TABLE, region: data.ROLE_REGION, system: data.SYSTEM },
    site: data.SITE,
  };
}
