import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../../../src/service/globalstream/configuration";
import { documentedVariables, OPTIONAL_VARIABLES } from "../documented-variables";

const folder = mkdtempSync(join(tmpdir(), "standby-service-"));
const caFile = join(folder, "ca.pem");
writeFileSync(caFile, "certificates");
afterAll(() => rmSync(folder, { recursive: true }));

const required = {
  SYSTEM: "globalstream",
  SITE: "dr",
  AWS_REGION: "us-west-2",
  ROLE_TABLE: "globalstream-role-dr-dev",
  ROLE_REGION: "us-west-2",
  DATABASE_HOST: "globalstream-aurora-dr-dev.cluster-abc.us-west-2.rds.amazonaws.com",
  DATABASE_READER_HOST: "globalstream-aurora-dr-dev.cluster-abc.us-west-2.rds.amazonaws.com",
  DATABASE_NAME: "globalstream",
  DATABASE_SECRET_ARN:
    "arn:aws:secretsmanager:us-west-2:123456789012:secret:globalstream-application-dev-AbCdEf",
  DATABASE_GROUP_ROLE: "globalstream_application",
  DATABASE_CA_FILE: caFile,
  CACHE_HOST: "clustercfg.globalstream-cache-dr-dev.abc.usw2.cache.amazonaws.com",
  CACHE_USER: "globalstream-cache-app-dr-dev",
  CACHE_GROUP: "globalstream-cache-dr-dev",
};

const all = { ...required, CACHE_CA_FILE: caFile, CORS_ORIGIN: "https://app.example.com" };

test("what is required is enough", () => {
  expect(readConfiguration(required)).toMatchObject({
    CACHE_HOST: required.CACHE_HOST,
    CACHE_PORT: 6379,
    CACHE_USER: "globalstream-cache-app-dr-dev",
    CACHE_GROUP: "globalstream-cache-dr-dev",
    MEDIA_PATH: "/media",
    LARGEST_MEDIA_BYTES: 1_073_741_824,
    ROLE_GRACE_SECONDS: 30,
  });
});

test.each(["*", "https://app.example.com", "http://localhost:3000"])("%s may be an origin", (origin) => {
  expect(readConfiguration({ ...required, CORS_ORIGIN: origin }).CORS_ORIGIN).toBe(origin);
});

test("the pages about the service name every variable, and no other one", () => {
  expect(documentedVariables("globalstream")).toEqual(
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
    LARGEST_MEDIA_BYTES: "1099511627776",
    CORS_ORIGIN: "https://app.example.com/path",
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
        'LARGEST_MEDIA_BYTES ("1099511627776") must be a whole number from 1 to 68719476736',
        'CORS_ORIGIN ("https://app.example.com/path") must be * or an origin without a path, for example https://app.example.com',
      ],
    }) as Error,
  );
});
