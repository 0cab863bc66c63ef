import * as z from "zod";
import { SITES } from "../../config/site";

const settings = z.object({
  ROLE_TABLE: z.string().min(1),
  SYSTEM: z.string().min(1),
  /** The site that the function runs in: each publishes what the other's loss must not take away. */
  SITE: z.enum(SITES),
  ENVIRONMENT_SUFFIX: z.string().min(1),
});

/** The function's environment variables. */
export type Settings = z.infer<typeof settings>;

/**
 * Reads the function's environment variables.
 *
 * @throws Error naming what is missing.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  return settings.parse(variables);
}
