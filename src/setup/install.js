// Plain JavaScript without dependencies: it runs before anything is installed.
"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..", "..");
const minimum = [20, 9];

function nodeIsTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  return major < minimum[0] || (major === minimum[0] && minor < minimum[1]);
}

/** npm writes node_modules/.package-lock.json last: it lists what really is installed. */
function isInstalled() {
  const hidden = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(wanted).every(
    ([location, entry]) => location === "" || entry.optional || found[location]?.version === entry.version,
  );
}

if (nodeIsTooOld(process.versions.node)) {
  console.error(
    `Node.js ${process.versions.node} is too old: Standby needs ${minimum.join(".")} or newer.\n` +
      "Get it from https://nodejs.org/, or with nvm: nvm install 22",
  );
  process.exit(1);
}

if (!isInstalled()) {
  console.error("Installing dependencies (npm ci); this takes about a minute the first time.");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error("npm ci failed; its own message is above.");
    process.exit(1);
  }
}
