"use strict";

const { AsyncLocalStorage } = require("node:async_hooks");
const { appendFileSync } = require("node:fs");
const { cpuSeconds } = require("./cpu-seconds");
const OwnGlobals = require("./own-globals");
const { withoutStackTraces } = require("./shared-libraries");

/** What this worker had taken when its last suite ended. */
let before = 0;

/** The environment of every suite: globals of its own, and libraries that it shares. */
module.exports = class Environment extends OwnGlobals {
  constructor(config, context) {
    super(config, context);
    this.suite = context.testPath;
  }

  async setup() {
    await super.setup();
    withoutStackTraces();
    withoutTestContext();
    this.global.requireShared = require;
    takeErrorsOfLibraries(this.global.Error);
    // A suite's variables are copies; the shared libraries have to see them, and nobody afterwards.
    this.variables = process.env;
    process.env = this.global.process.env;
  }

  async teardown() {
    process.env = this.variables;
    await super.teardown();
    const now = cpuSeconds();
    // The reporter slowest-suites.js reads it.
    const { SUITE_SECONDS_FILE } = process.env;
    if (SUITE_SECONDS_FILE) appendFileSync(SUITE_SECONDS_FILE, `${now - before} ${this.suite}\n`);
    before = now;
  }
};

/** What the shared libraries, or Node.js itself, throw is an error to the suite as well. */
function takeErrorsOfLibraries(errorOfSuite) {
  const isInstance = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(errorOfSuite, Symbol.hasInstance, {
    value(thrown) {
      return isInstance.call(this, thrown) || (this === errorOfSuite && thrown instanceof Error);
    },
  });
}

const { run } = AsyncLocalStorage.prototype;

/**
 * Jest notes for each promise which test has made it, to name the test of a rejection that nobody handles: a quarter of the time
 * of a simulation. Without that such a rejection still fails its suite.
 */
function withoutTestContext() {
  AsyncLocalStorage.prototype.run = function (store, work, ...args) {
    const isJest = Boolean(store?.test ?? store?.hook);
    return isJest ? work(...args) : run.call(this, store, work, ...args);
  };
}
