import { readConfiguration } from "../../../src/service/payments/configuration";
import { ConfigurationError } from "../../../src/service/shared/configuration";
import { commonVariables, expectDocumented, expectRefused, problemsOf, wrongFile } from "../configuration";
import { OPTIONAL_VARIABLES } from "../documented-variables";

const required = {
  ...commonVariables("payments", "us-east-2"),
  VALIDATION_QUEUE_URL: "https://sqs.us-east-2.amazonaws.com/123456789012/payments-validation-dr-dev",
  VERDICT_TABLE: "payments-idempotency-dev",
};

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
  expectDocumented("payments", readConfiguration({ ...required, ...OPTIONAL_VARIABLES }));
});

test("variables of others are left alone", () => {
  expect(readConfiguration({ ...required, PATH: "/usr/bin" })).not.toHaveProperty("PATH");
});

test("every variable that is missing is said at once", () => {
  expect(problemsOf(readConfiguration, {})).toEqual([
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
  expectRefused(readConfiguration, required, [
    ["SYSTEM", "", "is missing"],
    ["SITE", "secondary", "must be one of primary, dr"],
    ["AWS_REGION", "us east 1", "must be a region, for example us-east-1"],
    ["ROLE_REGION", "ohio", "must be a region, for example us-east-1"],
    ["ROLE_POLL_SECONDS", "0", "must be a whole number from 1 to 60"],
    ["ROLE_GRACE_SECONDS", "half a minute", "must be a whole number from 5 to 300"],
    ["DATABASE_HOST", "https://database", "must be a host name"],
    ["DATABASE_READER_HOST", "a b", "must be a host name"],
    ["DATABASE_PORT", "70000", "must be a whole number from 1 to 65535"],
    ["DATABASE_SECRET_ARN", "payments-application", "must be the ARN of a secret"],
    wrongFile("DATABASE_CA_FILE"),
    ["PORT", "-1", "must be a whole number from 1 to 65535"],
    ["PLAIN_HTTP", "yes", "must be true or false"],
    ["STOP_TIMEOUT_SECONDS", "600", "must be a whole number from 1 to 110"],
    ["LOG_LEVEL", "loud", "must be one of debug, info, warn, error"],
    ["VALIDATION_QUEUE_URL", "validation", "must be the URL of a queue"],
  ]);
});

test("a grace that one failed read would use up is refused", () => {
  expect(
    problemsOf(readConfiguration, { ...required, ROLE_POLL_SECONDS: "15", ROLE_GRACE_SECONDS: "30" }),
  ).toEqual([
    'ROLE_GRACE_SECONDS ("30") must be more than twice ROLE_POLL_SECONDS: else one read that fails stops the writes',
  ]);
});

test("the error's text lists the problems", () => {
  expect(new ConfigurationError(["A is missing", "B is missing"]).message).toBe(
    "The service can't start:\n  A is missing\n  B is missing",
  );
});
