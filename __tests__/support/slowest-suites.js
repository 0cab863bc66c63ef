"use strict";

const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** So many are listed; a run of fewer suites needs no list. */
const LISTED = 10;

/**
 * A reporter of jest that ends a run with the suites that took most CPU time, their programs included, so that one that grows is
 * seen: unlike time by the clock it does not depend on what else the machine does.
 */
module.exports = class SlowestSuites {
  constructor({ rootDir }, { write = (text) => process.stderr.write(text) } = {}) {
    this.rootDir = rootDir;
    this.write = write;
  }

  onRunStart() {
    this.folder = mkdtempSync(join(tmpdir(), "standby-suites-"));
    // environment.js writes a line when a suite has ended.
    process.env.SUITE_SECONDS_FILE = join(this.folder, "seconds");
  }

  onRunComplete(_contexts, { testResults }) {
    const suites = testResults.length > LISTED ? this.suites() : [];
    rmSync(this.folder, { recursive: true });
    if (suites.length === 0) return;
    const total = suites.reduce((sum, { seconds }) => sum + seconds, 0);
    const lines = suites
      .sort((one, other) => other.seconds - one.seconds)
      .slice(0, LISTED)
      .map(
        ({ path, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${path.replace(`${this.rootDir}/`, "")}`,
      );
    this.write(`\nMost CPU time, of ${total.toFixed(0)} s in all:\n${lines.join("\n")}\n`);
  }

  suites() {
    const lines = readFileSync(process.env.SUITE_SECONDS_FILE, "utf8").trimEnd().split("\n");
    return lines.map((line) => {
      const space = line.indexOf(" ");
      return { seconds: Number(line.slice(0, space)), path: line.slice(space + 1) };
    });
  }
};
