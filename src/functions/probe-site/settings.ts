import * as z from "zod";
import { name, siteSettings } from "../site-settings";

const settings = z.object({
  ...siteSettings,
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
