import { readConfiguration } from "../../../src/service/mediadb/configuration";
import {
  cacheVariables,
  commonVariables,
  expectDocumented,
  expectRefused,
  WRONG_CACHE_AND_MEDIA,
} from "../configuration";
import { OPTIONAL_VARIABLES } from "../documented-variables";

const required = {
  ...commonVariables("mediadb", "eu-west-1"),
  ...cacheVariables("mediadb"),
  ENVIRONMENT_SUFFIX: "dev",
  ERASURE_TABLE: "mediadb-erasures-dev",
  ERASURE_LIST_DAYS: "450",
};
const all = { ...required, ...OPTIONAL_VARIABLES, CACHE_CA_FILE: required.DATABASE_CA_FILE };

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
  expectDocumented("mediadb", readConfiguration(all));
});

test("every variable of its own that is missing or wrong is said at once, beside those of all services", () => {
  expectRefused(readConfiguration, all, [
    ...WRONG_CACHE_AND_MEDIA,
    ["LARGEST_MEDIA_BYTES", "8388609", "must be a whole number from 1 to 8388608"],
    ["ENVIRONMENT_SUFFIX", "", "is missing"],
    ["ERASURE_TABLE", "", "is missing"],
    ["ERASURE_LIST_DAYS", "0", "must be a whole number from 1 to 3650"],
  ]);
});
