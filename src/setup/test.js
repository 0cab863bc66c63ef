// Plain JavaScript, started behind install.js: what `npm test` does.
"use strict";

const { spawn, spawnSync } = require("node:child_process");
const path = require("node:path");

const root = path.join(__dirname, "..", "..");

/** Said at the end of a whole run, so that nobody takes it for more than it is. */
const LEFT_TO_CI = `
With Terraform, npm test rehearses payments and streamflix to the end, and plans globalstream and mediadb.
"npm run standby -- rehearse" rehearses all of them to the end, as .ci/run does.`;

function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

// Some tests need Python packages, whose installation takes a minute: it goes on beside the checks and the first tests.
const prepare = `require(${JSON.stringify(path.join(__dirname, "python.ts"))}).prepareVenv()`;
const python = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", prepare], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
});

process.exitCode = node(path.join(__dirname, "check.js"));
if (process.exitCode === 0) {
  const asked = process.argv.slice(2);
  process.exitCode = node(require.resolve("jest/bin/jest"), ...asked);
  if (asked.length === 0) console.error(LEFT_TO_CI);
}
python.kill();
