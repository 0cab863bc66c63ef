import * as z from "zod";

const settings = z.object({
  ROLE_TABLE: z.string().min(1),
  SYSTEM: z.string().min(1),
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
