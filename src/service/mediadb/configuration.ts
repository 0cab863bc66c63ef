import { z } from "zod";
import { CACHE_VARIABLES } from "../shared/cache/variables";
import { checkTogether, COMMON_VARIABLES, parseVariables, type Environment } from "../shared/configuration";
import { LARGEST_GATEWAY_BODY_BYTES } from "../shared/gateway-limit";
import { mediaVariables } from "../shared/media/variables";
import { text, wholeNumber } from "../shared/variables";

const variables = z
  .object({
    ...COMMON_VARIABLES,
    ...CACHE_VARIABLES,
    ...mediaVariables(1),
    // What is larger could be neither sent nor read.
    LARGEST_MEDIA_BYTES: wholeNumber(1, LARGEST_GATEWAY_BODY_BYTES).default(LARGEST_GATEWAY_BODY_BYTES),
    ENVIRONMENT_SUFFIX: text,
    ERASURE_TABLE: text,
    ERASURE_LIST_DAYS: wholeNumber(1, 3650),
  })
  .superRefine(checkTogether);

/** What the service is told; `docs/service.md` and `docs/service-mediadb.md` say what each variable means. */
export type Configuration = z.output<typeof variables>;

/**
 * Reads and checks all environment variables.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function readConfiguration(environment: Environment): Configuration {
  return parseVariables(variables, environment);
}
