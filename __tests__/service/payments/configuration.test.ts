import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../../../src/service/payments/configuration";
import { ConfigurationError } from "../../../src/service/shared/configuration";
import { documentedVariables, OPTIONAL_VARIABLES } from "../documented-variables";

const folder = mkdtempSync(join(tmpdir(), "standby-service-"));
const caFile = join(folder, "ca.pem");
writeFileSync(caFile, "certificates");
afterAll(() => rmSync(folder, { recursive: true }));

const required = {
  SYSTEM: "payments",
  SITE: "dr",
  AWS_REGION: "us-east-2",
  ROLE_TABLE: "payments-role-dr-dev",
  ROLE_REGION: "us-east-2",
  DATABASE_HOST: "payments.cluster-abc.us-east-2.rds.amazonaws.com",
  DATABASE_READER_HOST: "payments.cluster-ro-abc.us-east-2.rds.amazonaws.com",
  DATABASE_NAME: "payments",
  DATABASE_SECRET_ARN: "arn:aws:secretsmanager:us-east-2:123456789012:secret:payments-application-dev-AbCdEf",
  DATABASE_GROUP_ROLE: "payments_application",
  DATABASE_CA_FILE: caFile,
  VALIDATION_QUEUE_URL: "https://sqs.us-east-2.amazonaws.com/123456789012/payments-validation-dr-dev",
  VERDICT_TABLE: "payments-idempotency-dev",
};

function problemsOf(variables: Record<string, string | undefined>): readonly string[] {
  try {
    readConfiguration(variables);
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
  throw new Error("there was no problem");
}

test("what is required is enough", () => {
  expect(readConfiguration(required)).toEqual({
    ...required,
    DATABASE_CA_FILE: "certificates",
    DATABASE_PORT: 5432,
    PORT: 8443,
    PLAIN_HTTP: "false",
    ROLE_POLL_SECONDS: 2,
    ROLE_GRACE_SECONDS: 30,
    STOP_TIMEOUT_SECONDS: 25,
    TRACED_PERCENT: 5,
    LOG_LEVEL: "info",
  });
});

test("the pages about the service name every variable, and no other one", () => {
  expect(documentedVariables("payments")).toEqual(
    Object.keys(readConfiguration({ ...required, ...OPTIONAL_VARIABLES })).sort(),
  );
});

test("variables of others are left alone", () => {
  expect(readConfiguration({ ...required, PATH: "/usr/bin" })).not.toHaveProperty("PATH");
});

test("every variable that is missing is said at once", () => {
  expect(problemsOf({})).toEqual([
    "SYSTEM is missing",
    "SITE must be one of primary, dr",
    "AWS_REGION is missing",
    "ROLE_TABLE is missing",
    "ROLE_REGION is missing",
    "DATABASE_HOST is missing",
    "DATABASE_READER_HOST is missing",
    "DATABASE_NAME is missing",
    "DATABASE_SECRET_ARN is missing",
    "DATABASE_GROUP_ROLE is missing",
    "DATABASE_CA_FILE is missing",
    "VALIDATION_QUEUE_URL must be the URL of a queue",
    "VERDICT_TABLE is missing",
  ]);
});

test("every variable that is wrong is said at once, with its value", () => {
  const wrong = {
    SYSTEM: "",
    SITE: "secondary",
    AWS_REGION: "us east 1",
    ROLE_REGION: "ohio",
    ROLE_POLL_SECONDS: "0",
    ROLE_GRACE_SECONDS: "half a minute",
    DATABASE_HOST: "https://database",
    DATABASE_READER_HOST: "a b",
    DATABASE_PORT: "70000",
    DATABASE_SECRET_ARN: "payments-application",
    DATABASE_CA_FILE: join(folder, "missing.pem"),
    VALIDATION_QUEUE_URL: "validation",
    PORT: "-1",
    PLAIN_HTTP: "yes",
    STOP_TIMEOUT_SECONDS: "600",
    LOG_LEVEL: "loud",
  };
  const problems = problemsOf({ ...required, ...wrong });
  expect(problems).toEqual([
    "SYSTEM is missing",
    'SITE ("secondary") must be one of primary, dr',
    'AWS_REGION ("us east 1") must be a region, for example us-east-1',
    'ROLE_REGION ("ohio") must be a region, for example us-east-1',
    'ROLE_POLL_SECONDS ("0") must be a whole number from 1 to 60',
    'ROLE_GRACE_SECONDS ("half a minute") must be a whole number from 5 to 300',
    'DATABASE_HOST ("https://database") must be a host name',
    'DATABASE_READER_HOST ("a b") must be a host name',
    'DATABASE_PORT ("70000") must be a whole number from 1 to 65535',
    'DATABASE_SECRET_ARN ("payments-application") must be the ARN of a secret',
    expect.stringMatching(/^DATABASE_CA_FILE \(".*missing\.pem"\) can't be read: ENOENT/),
    'PORT ("-1") must be a whole number from 1 to 65535',
    'PLAIN_HTTP ("yes") must be true or false',
    'STOP_TIMEOUT_SECONDS ("600") must be a whole number from 1 to 110',
    'LOG_LEVEL ("loud") must be one of debug, info, warn, error',
    'VALIDATION_QUEUE_URL ("validation") must be the URL of a queue',
  ]);
});

test("a grace that one failed read would use up is refused", () => {
  expect(problemsOf({ ...required, ROLE_POLL_SECONDS: "15", ROLE_GRACE_SECONDS: "30" })).toEqual([
    'ROLE_GRACE_SECONDS ("30") must be more than twice ROLE_POLL_SECONDS: else one read that fails stops the writes',
  ]);
});

test("the error's text lists the problems", () => {
  expect(new ConfigurationError(["A is missing", "B is missing"]).message).toBe(
    "The service can't start:\n  A is missing\n  B is missing",
  );
});
