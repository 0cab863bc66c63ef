import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../../../src/service/streamflix/configuration";
import { documentedVariables, OPTIONAL_VARIABLES } from "../documented-variables";

const folder = mkdtempSync(join(tmpdir(), "standby-service-"));
const caFile = join(folder, "ca.pem");
writeFileSync(caFile, "certificates");
afterAll(() => rmSync(folder, { recursive: true }));

const required = {
  SYSTEM: "streamflix",
  SITE: "dr",
  AWS_REGION: "us-east-1",
  ROLE_TABLE: "streamflix-role-dr-dev",
  ROLE_REGION: "us-east-1",
  DATABASE_HOST: "streamflix-rds-dr-dev.abc.us-east-1.rds.amazonaws.com",
  DATABASE_READER_HOST: "streamflix-rds-dr-dev.abc.us-east-1.rds.amazonaws.com",
  DATABASE_NAME: "streamflix",
  DATABASE_SECRET_ARN:
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:streamflix-application-dev-AbCdEf",
  DATABASE_GROUP_ROLE: "streamflix_application",
  DATABASE_CA_FILE: caFile,
  CACHE_HOST: "master.streamflix-cache-dr-dev.abc.use1.cache.amazonaws.com",
  CACHE_USER: "streamflix-cache-app-dr-dev",
  CACHE_GROUP: "streamflix-cache-dr-dev",
};

const all = { ...required, CACHE_CA_FILE: caFile };

test("what is required is enough", () => {
  expect(readConfiguration(required)).toMatchObject({
    CACHE_HOST: required.CACHE_HOST,
    CACHE_PORT: 6379,
    CACHE_USER: "streamflix-cache-app-dr-dev",
    CACHE_GROUP: "streamflix-cache-dr-dev",
    MEDIA_PATH: "/media",
    LARGEST_MEDIA_BYTES: 1_073_741_824,
    ROLE_GRACE_SECONDS: 30,
  });
});

test("the pages about the service name every variable, and no other one", () => {
  expect(documentedVariables("streamflix")).toEqual(
    Object.keys(readConfiguration({ ...all, ...OPTIONAL_VARIABLES })).sort(),
  );
});

test("every variable of its own that is missing or wrong is said at once, beside those of all services", () => {
  const wrong = {
    ...all,
    SITE: "third",
    CACHE_HOST: "",
    CACHE_PORT: "70000",
    CACHE_USER: "",
    CACHE_GROUP: "",
    CACHE_CA_FILE: join(folder, "missing.pem"),
    MEDIA_PATH: "media",
    LARGEST_MEDIA_BYTES: "1 GiB",
  };
  expect(() => readConfiguration(wrong)).toThrow(
    expect.objectContaining({
      problems: [
        'SITE ("third") must be one of primary, dr',
        "CACHE_HOST is missing",
        'CACHE_PORT ("70000") must be a whole number from 1 to 65535',
        "CACHE_USER is missing",
        "CACHE_GROUP is missing",
        expect.stringMatching(/^CACHE_CA_FILE \(".*missing\.pem"\) can't be read: ENOENT/),
        'MEDIA_PATH ("media") must be an absolute path, for example /media',
        'LARGEST_MEDIA_BYTES ("1 GiB") must be a whole number from 1 to 1099511627776',
      ],
    }) as Error,
  );
});
