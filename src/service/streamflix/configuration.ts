import { z } from "zod";
import { checkTogether, COMMON_VARIABLES, parseVariables, type Environment } from "../shared/configuration";
import { certificates, hostName, text, wholeNumber } from "../shared/variables";

const GIB = 2 ** 30;

const variables = z
  .object({
    ...COMMON_VARIABLES,
    CACHE_HOST: hostName,
    CACHE_PORT: wholeNumber(1, 65_535).default(6379),
    CACHE_USER: text,
    CACHE_GROUP: text,
    CACHE_CA_FILE: certificates.optional(),
    MEDIA_PATH: text
      .regex(/^\//, { error: "must be an absolute path, for example /media" })
      .default("/media"),
    LARGEST_MEDIA_BYTES: wholeNumber(1, 1024 * GIB).default(GIB),
  })
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
