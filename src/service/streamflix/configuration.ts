import { z } from "zod";
import { CACHE_VARIABLES } from "../shared/cache/variables";
import { checkTogether, COMMON_VARIABLES, parseVariables, type Environment } from "../shared/configuration";
import { mediaVariables } from "../shared/media/variables";

const variables = z
  .object({ ...COMMON_VARIABLES, ...CACHE_VARIABLES, ...mediaVariables(1024) })
  .superRefine(checkTogether);

/** What the service is told; `docs/service.md` and `docs/service-streamflix.md` say what each variable means. */
export type Configuration = z.output<typeof variables>;

/**
 * Reads and checks all environment variables.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function readConfiguration(environment: Environment): Configuration {
  return parseVariables(variables, environment);
}
