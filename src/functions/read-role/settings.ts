import * as z from "zod";
import { readSettings as read } from "../read-settings";
import { name } from "../site-settings";

const settings = z.object({
  SYSTEM: name,
  /** The table of the role record. */
  ROLE_TABLE: name,
  /** The DR region. */
  ROLE_REGION: name,
});

/** The function's environment variables. */
export type Settings = z.infer<typeof settings>;

/**
 * Reads the function's environment variables.
 *
 * @throws Error naming what is missing.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  return read(settings, variables);
}
