import * as z from "zod";
import { SITES } from "../../config/site";

const name = z.string().min(1);

const settings = z.object({
  SYSTEM: name,
  ENVIRONMENT_SUFFIX: name,
  /** The site that the function stands in. */
  SITE: z.enum(SITES),
  /** Read in the function's own region. */
  ROLE_TABLE: name,
  /** Leads to the site that traffic belongs to. */
  SERVICE_HOST: name,
  /** Lead to one site always. */
  PRIMARY_HOST: name,
  DR_HOST: name,
  /** The TXT record by which Route 53's checkers tell what they make of the other site. Not set where nobody asks them. */
  VERDICT_NAME: name.optional(),
});

/** The function's environment variables. */
export type Settings = z.infer<typeof settings>;

/**
 * Reads the function's environment variables.
 *
 * @throws Error naming all that is missing or wrong.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  return settings.parse(variables);
}
