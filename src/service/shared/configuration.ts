import { z } from "zod";
import { SITES } from "../../config/site";
import { certificates, hostName, origin, percent, region, secretArn, text, wholeNumber } from "./variables";

/** Every environment variable that is wrong, at once. Thrown before the service listens. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(["The service can't start:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.name = "ConfigurationError";
  }
}

/** What every service is told by its environment variables: the fields of a zod object. */
export const COMMON_VARIABLES = {
  SYSTEM: text,
  SITE: z.enum(SITES, { error: `must be one of ${SITES.join(", ")}` }),
  AWS_REGION: region,
  ROLE_TABLE: text,
  ROLE_REGION: region,
  ROLE_FUNCTION: text.optional(),
  ROLE_POLL_SECONDS: wholeNumber(1, 60).default(2),
  ROLE_GRACE_SECONDS: wholeNumber(5, 300).default(30),
  DATABASE_HOST: hostName,
  DATABASE_READER_HOST: hostName,
  DATABASE_PORT: wholeNumber(1, 65_535).default(5432),
  DATABASE_NAME: text,
  DATABASE_SECRET_ARN: secretArn,
  DATABASE_GROUP_ROLE: text,
  DATABASE_CA_FILE: certificates,
  PORT: wholeNumber(1, 65_535).default(8443),
  PLAIN_HTTP: z.enum(["true", "false"], { error: "must be true or false" }).default("false"),
  STOP_TIMEOUT_SECONDS: wholeNumber(1, 110).default(25),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], { error: "must be one of debug, info, warn, error" })
    .default("info"),
  OTEL_EXPORTER_OTLP_ENDPOINT: origin.optional(),
  TRACED_PERCENT: percent.default(5),
};

/** The part of a service's configuration that all have. Certificates are read from their file, times are in seconds. */
export type CommonConfiguration = z.output<z.ZodObject<typeof COMMON_VARIABLES>>;

/** Problems between variables that every service has. */
export function checkTogether(
  given: Pick<CommonConfiguration, "ROLE_POLL_SECONDS" | "ROLE_GRACE_SECONDS">,
  context: z.RefinementCtx,
): void {
  if (given.ROLE_POLL_SECONDS * 2 < given.ROLE_GRACE_SECONDS) return;
  context.addIssue({
    code: "custom",
    path: ["ROLE_GRACE_SECONDS"],
    message: "must be more than twice ROLE_POLL_SECONDS: else one read that fails stops the writes",
  });
}

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Checks all environment variables of a service. An empty one counts as missing.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function parseVariables<T extends z.ZodType>(variables: T, environment: Environment): z.output<T> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const result = variables.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return given[name] === undefined ? `${name} ${message}` : `${name} ("${given[name]}") ${message}`;
    }),
  );
}
