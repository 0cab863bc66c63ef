"use strict";

const { availableParallelism } = require("node:os");
const { LIBRARIES } = require("./__tests__/support/shared-libraries");

const shared = `/node_modules/(${LIBRARIES.join("|")})/.+\\.c?js$`;

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/environment.js",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  transformIgnorePatterns: [`/node_modules/(?!(${LIBRARIES.join("|")})/)`],
  transform: {
    [shared]: "<rootDir>/__tests__/support/shared-libraries.js",
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // Terraform, the local AWS and the CDKTF CLI are started by some tests, and more than one at a time.
  testTimeout: 180_000,
  // A suite mostly waits for the programs that it starts, so there may be more suites at a time than cores.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: "<rootDir>/__tests__/support/programs-first.js",
  reporters: ["default", "<rootDir>/__tests__/support/slowest-suites.js"],
};
