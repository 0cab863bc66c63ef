"use strict";

const { readFileSync } = require("node:fs");
const Sequencer = require("@jest/test-sequencer").default;

/** How a suite shows that it starts programs, which takes longer than anything else. */
const STARTS_PROGRAMS = /\b(describeWithTerraform|terraformMissing|runCli|rehearsed|spawn)\(/;

/**
 * Begins with the suites that start programs where jest knows no durations yet, as in a fresh clone: by their size alone it
 * would end with the slowest, on one core. What it has timed comes in its own order.
 */
module.exports = class ProgramsFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isFirst = ({ duration, path }) =>
      duration === undefined && STARTS_PROGRAMS.test(readFileSync(path, "utf8"));
    return [...sorted.filter(isFirst), ...sorted.filter((test) => !isFirst(test))];
  }
};
