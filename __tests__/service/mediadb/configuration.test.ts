import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../../../src/service/mediadb/configuration";
import { documentedVariables } from "../documented-variables";

const folder = mkdtempSync(join(tmpdir(), "standby-service-"));
const caFile = join(folder, "ca.pem");
writeFileSync(caFile, "certificates");
afterAll(() => rmSync(folder, { recursive: true }));

const required = {
  SYSTEM: "mediadb",
  SITE: "dr",
  AWS_REGION: "eu-west-1",
  ROLE_TABLE: "mediadb-role-dr-dev",
  ROLE_REGION: "eu-west-1",
  DATABASE_HOST: "mediadb-database-dr-dev.cluster-abc.eu-west-1.rds.amazonaws.com",
  DATABASE_READER_HOST: "mediadb-database-dr-dev.cluster-ro-abc.eu-west-1.rds.amazonaws.com",
  DATABASE_NAME: "mediadb",
  DATABASE_SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mediadb-application-dev-AbCdEf",
  DATABASE_GROUP_ROLE: "mediadb_application",
  DATABASE_CA_FILE: caFile,
  CACHE_HOST: "master.mediadb-cache-dr-dev.abc.euw1.cache.amazonaws.com",
  CACHE_USER: "mediadb-cache-app-dr-dev",
  CACHE_GROUP: "mediadb-cache-dr-dev",
  ENVIRONMENT_SUFFIX: "dev",
  ERASURE_TABLE: "mediadb-erasures-dev",
  ERASURE_LIST_DAYS: "450",
};

/** With what may be missing and has no default. */
const all = {
  ...required,
  CACHE_CA_FILE: caFile,
  ROLE_FUNCTION: "mediadb-read-role-dev",
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
};

test("what is required is enough", () => {
  expect(readConfiguration(required)).toMatchObject({
    ENVIRONMENT_SUFFIX: "dev",
    ERASURE_TABLE: "mediadb-erasures-dev",
    ERASURE_LIST_DAYS: 450,
    MEDIA_PATH: "/media",
    LARGEST_MEDIA_BYTES: 8_388_608,
  });
});

test("the pages about the service name every variable, and no other one", () => {
  expect(documentedVariables("mediadb")).toEqual(Object.keys(readConfiguration(all)).sort());
});

test("every variable of its own that is missing or wrong is said at once", () => {
  const wrong = {
    ...all,
    ENVIRONMENT_SUFFIX: "",
    ERASURE_TABLE: "",
    ERASURE_LIST_DAYS: "0",
    LARGEST_MEDIA_BYTES: "8388609",
  };
  expect(() => readConfiguration(wrong)).toThrow(
    expect.objectContaining({
      problems: [
        'LARGEST_MEDIA_BYTES ("8388609") must be a whole number from 1 to 8388608',
        "ENVIRONMENT_SUFFIX is missing",
        "ERASURE_TABLE is missing",
        'ERASURE_LIST_DAYS ("0") must be a whole number from 1 to 3650',
      ],
    }) as Error,
  );
});
