import * as z from "zod";
import { name } from "../site-settings";

const settings = z.object({
  SYSTEM: name,
  ENVIRONMENT_SUFFIX: name,
  /** The secret with the keys. It has the same name in both regions. */
  SECRET_NAME: name,
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
