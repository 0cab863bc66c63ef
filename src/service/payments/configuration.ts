import { readFileSync } from "node:fs";
import { z } from "zod";
import { SITES } from "../../config/site";

/** Every environment variable that is wrong, at once. Thrown before the service listens. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(["The service can't start:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.name = "ConfigurationError";
  }
}

const text = z.string({ error: "is missing" });
const hostName = text.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, { error: "must be a host name" });
const region = text.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "must be a region, for example us-east-1" });
const secretArn = text.regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/, {
  error: "must be the ARN of a secret",
});

function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return text
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
}

const certificates = text.transform((path, context) => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    context.addIssue(`can't be read: ${(error as Error).message}`);
    return z.NEVER;
  }
});

const variables = z
  .object({
    SYSTEM: text,
    SITE: z.enum(SITES, { error: `must be one of ${SITES.join(", ")}` }),
    AWS_REGION: region,
    ROLE_TABLE: text,
    ROLE_REGION: region,
    ROLE_POLL_SECONDS: wholeNumber(1, 60).default(2),
    ROLE_GRACE_SECONDS: wholeNumber(5, 300).default(30),
    DATABASE_HOST: hostName,
    DATABASE_READER_HOST: hostName,
    DATABASE_PORT: wholeNumber(1, 65_535).default(5432),
    DATABASE_NAME: text,
    DATABASE_SECRET_ARN: secretArn,
    DATABASE_GROUP_ROLE: text,
    DATABASE_CA_FILE: certificates,
    VALIDATION_QUEUE_URL: z.url({ error: "must be the URL of a queue" }),
    VERDICT_TABLE: text,
    PORT: wholeNumber(1, 65_535).default(8443),
    PLAIN_HTTP: z.enum(["true", "false"], { error: "must be true or false" }).default("false"),
    STOP_TIMEOUT_SECONDS: wholeNumber(1, 110).default(25),
    LOG_LEVEL: z
      .enum(["debug", "info", "warn", "error"], { error: "must be one of debug, info, warn, error" })
      .default("info"),
  })
  .refine((given) => given.ROLE_POLL_SECONDS * 2 < given.ROLE_GRACE_SECONDS, {
    path: ["ROLE_GRACE_SECONDS"],
    error: "must be more than twice ROLE_POLL_SECONDS: else one read that fails stops the writes",
  });

/**
 * What the service is told by its environment variables. `docs/service.md` says what each means; certificates are read
 * from their file, times are in seconds.
 */
export type Configuration = z.output<typeof variables>;

/**
 * Reads and checks all environment variables. An empty one counts as missing.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
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
