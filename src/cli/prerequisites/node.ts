import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkVersion, type ToolCheck } from "./tool";

const ADVICE = [
  "download it from https://nodejs.org/",
  "with nvm: nvm install 22",
  "with Homebrew: brew install node",
];

/**
 * Checks Node against `engines.node` of the project's package.json.
 *
 * @param version as in `process.versions.node`.
 */
export function checkNode(version: string, root: string): ToolCheck {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  return checkVersion("Node.js", version, engines.node, ADVICE);
}
