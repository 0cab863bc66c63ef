"use strict";

/** So many are listed; a run of fewer suites needs no list. */
const LISTED = 10;

/** A reporter of jest that ends a run with its slowest suites, so that one that grows is seen. */
module.exports = class SlowestSuites {
  constructor({ rootDir }, { write = (text) => process.stderr.write(text) } = {}) {
    this.rootDir = rootDir;
    this.write = write;
  }

  onRunComplete(_contexts, { testResults }) {
    if (testResults.length <= LISTED) return;
    const slowest = testResults
      .map(({ testFilePath, perfStats }) => ({ path: testFilePath, seconds: perfStats.runtime / 1000 }))
      .sort((one, other) => other.seconds - one.seconds)
      .slice(0, LISTED);
    const lines = slowest.map(
      ({ path, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${path.replace(`${this.rootDir}/`, "")}`,
    );
    this.write(`\nSlowest suites:\n${lines.join("\n")}\n`);
  }
};
