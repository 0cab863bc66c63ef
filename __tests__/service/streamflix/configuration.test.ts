import { readConfiguration } from "../../../src/service/streamflix/configuration";
import {
  cacheVariables,
  commonVariables,
  expectDocumented,
  expectRefused,
  WRONG_CACHE_AND_MEDIA,
} from "../configuration";
import { OPTIONAL_VARIABLES } from "../documented-variables";

const required = { ...commonVariables("streamflix", "us-east-1"), ...cacheVariables("streamflix") };
const all = { ...required, ...OPTIONAL_VARIABLES, CACHE_CA_FILE: required.DATABASE_CA_FILE };

test("what is required is enough", () => {
  expect(readConfiguration(required)).toMatchObject({
    ...cacheVariables("streamflix"),
    CACHE_PORT: 6379,
    MEDIA_PATH: "/media",
    LARGEST_MEDIA_BYTES: 1_073_741_824,
    ROLE_GRACE_SECONDS: 30,
  });
});

test("the pages about the service name every variable, and no other one", () => {
  expectDocumented("streamflix", readConfiguration(all));
});

test("every variable of its own that is missing or wrong is said at once, beside those of all services", () => {
  expectRefused(readConfiguration, all, [
    ...WRONG_CACHE_AND_MEDIA,
    ["LARGEST_MEDIA_BYTES", "1 GiB", "must be a whole number from 1 to 1099511627776"],
  ]);
});
