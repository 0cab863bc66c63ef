"use strict";

const { availableParallelism } = require("node:os");

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/own-globals.js",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // CDKTF notes the whole stack wherever a token is made, for the message of an error: half the time of a synthesis.
  moduleNameMapper: {
    "^\\.{1,2}/(tokens/)?(private/)?stack-trace$": "<rootDir>/__tests__/support/no-stack-trace.js",
  },
  // Terraform, the local AWS and the CDKTF CLI are started by some tests, and more than one at a time.
  testTimeout: 180_000,
  // A suite mostly waits for the programs that it starts, so there may be more suites at a time than cores.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: "<rootDir>/__tests__/support/programs-first.js",
  reporters: ["default", "<rootDir>/__tests__/support/slowest-suites.js"],
};
