import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The text of every file below a folder, by its path relative to the folder; empty where there is no folder. */
export function filesUnder(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  // Names, not entries: the folder of an entry is known from Node 20.12 on only.
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
