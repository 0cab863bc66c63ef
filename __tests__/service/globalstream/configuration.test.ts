import { readConfiguration } from "../../../src/service/globalstream/configuration";
import {
  cacheVariables,
  commonVariables,
  expectDocumented,
  expectRefused,
  WRONG_CACHE_AND_MEDIA,
} from "../configuration";
import { OPTIONAL_VARIABLES } from "../documented-variables";

const required = { ...commonVariables("globalstream", "us-west-2"), ...cacheVariables("globalstream") };
const all = {
  ...required,
  ...OPTIONAL_VARIABLES,
  CACHE_CA_FILE: required.DATABASE_CA_FILE,
  CORS_ORIGIN: "https://app.example.com",
};

test("what is required is enough", () => {
  expect(readConfiguration(required)).toMatchObject({
    ...cacheVariables("globalstream"),
    CACHE_PORT: 6379,
    MEDIA_PATH: "/media",
    LARGEST_MEDIA_BYTES: 1_073_741_824,
    ROLE_GRACE_SECONDS: 30,
  });
});

test.each(["*", "https://app.example.com", "http://localhost:3000"])("%s may be an origin", (origin) => {
  expect(readConfiguration({ ...required, CORS_ORIGIN: origin }).CORS_ORIGIN).toBe(origin);
});

test("the pages about the service name every variable, and no other one", () => {
  expectDocumented("globalstream", readConfiguration(all));
});

test("every variable of its own that is missing or wrong is said at once, beside those of all services", () => {
  expectRefused(readConfiguration, all, [
    ...WRONG_CACHE_AND_MEDIA,
    ["LARGEST_MEDIA_BYTES", "1099511627776", "must be a whole number from 1 to 68719476736"],
    [
      "CORS_ORIGIN",
      "https://app.example.com/path",
      "must be * or an origin without a path, for example https://app.example.com",
    ],
  ]);
});
