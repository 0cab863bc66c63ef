"use strict";

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
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
  // By default one core is left idle, which is half of a small machine.
  maxWorkers: "100%",
};
