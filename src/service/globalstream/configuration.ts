import { z } from "zod";
import { CACHE_VARIABLES } from "../shared/cache/variables";
import { checkTogether, COMMON_VARIABLES, parseVariables, type Environment } from "../shared/configuration";
import { mediaVariables } from "../shared/media/variables";
import { text } from "../shared/variables";

/** In GiB. More would need more parts than an upload may have, and a manifest that no answer can hold. */
const LARGEST_MEDIA_GIB = 64;

const variables = z
  .object({
    ...COMMON_VARIABLES,
    ...CACHE_VARIABLES,
    ...mediaVariables(LARGEST_MEDIA_GIB),
    CORS_ORIGIN: text
      .regex(/^(\*|https?:\/\/[a-z0-9.-]+(:\d{1,5})?)$/, {
        error: "must be * or an origin without a path, for example https://app.example.com",
      })
      .optional(),
  })
  .superRefine(checkTogether);

/** What the service is told; `docs/service.md` and `docs/service-globalstream.md` say what each variable means. */
export type Configuration = z.output<typeof variables>;

/**
 * Reads and checks all environment variables.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function readConfiguration(environment: Environment): Configuration {
  return parseVariables(variables, environment);
}
