"use strict";

/**
 * Libraries that every suite of a worker shares, by their folder in node_modules. Jest gives each suite modules of its own, and
 * loading these takes longer than most suites. What keeps state, what tests mock, and what asks whether something is an
 * instance of a built-in class stays out.
 */
exports.LIBRARIES = ["cdktf", "constructs", "@cdktf/provider-aws", "zod"];

/** A transformer of jest: such a module is the one that Node.js loads (`requireShared` comes from environment.js). */
exports.process = (_text, path) => ({ code: `module.exports = requireShared(${JSON.stringify(path)});` });

/** CDKTF notes the whole stack wherever a token is made, for the message of an error: half the time of a synthesis. */
exports.withoutStackTraces = () => {
  for (const path of ["cdktf/lib/tokens/private/stack-trace", "constructs/lib/private/stack-trace"]) {
    require(path).captureStackTrace = () => [];
  }
};
