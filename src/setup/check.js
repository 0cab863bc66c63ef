// Plain JavaScript: what it checks may not even compile.
"use strict";

const { spawn } = require("node:child_process");
const path = require("node:path");

const root = path.join(__dirname, "..", "..");

/** Scripts of package.json; none changes what another one reads. */
const CHECKS = ["typecheck", "lint", "format:check"];

/** Runs a script, and gives its output in one piece. */
function run(script) {
  const onWindows = process.platform === "win32";
  const child = spawn(onWindows ? "npm.cmd" : "npm", ["run", "--silent", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    shell: onWindows,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  return new Promise((resolve) => {
    child.on("error", ({ message }) => resolve({ script, passed: false, output: `${message}\n` }));
    child.on("close", (code) => resolve({ script, passed: code === 0, output }));
  });
}

async function check(scripts) {
  const results = await Promise.all(scripts.map(run));
  for (const { script, output } of results.filter(({ passed }) => !passed)) {
    console.error(`npm run ${script} failed:\n${output}`);
    process.exitCode = 1;
  }
}

const asked = process.argv.slice(2);
check(asked.length > 0 ? asked : CHECKS);
