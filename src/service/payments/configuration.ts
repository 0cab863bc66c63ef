import { z } from "zod";
import { checkTogether, COMMON_VARIABLES, parseVariables, type Environment } from "../shared/configuration";
import { text } from "../shared/variables";

const variables = z
  .object({
    ...COMMON_VARIABLES,
    VALIDATION_QUEUE_URL: z.url({ error: "must be the URL of a queue" }),
    VERDICT_TABLE: text,
  })
  .superRefine(checkTogether);

/** What the payment service is told; `docs/service.md` and `docs/service-payments.md` say what each variable means. */
export type Configuration = z.output<typeof variables>;

/**
 * Reads and checks all environment variables.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function readConfiguration(environment: Environment): Configuration {
  return parseVariables(variables, environment);
}
