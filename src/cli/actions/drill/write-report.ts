import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DrillReport } from "./drill";
import { drillPage } from "./page";

/**
 * Writes the report as a page and as JSON, side by side. A second drill of the same day gets a number.
 *
 * @returns the files.
 */
export function writeReport(folder: string, report: DrillReport): string[] {
  const { drill, system, environment } = report;
  if (!drill) return [];
  mkdirSync(folder, { recursive: true });
  const name = freeName(folder, `${drill.startedAt.slice(0, 10)}-${system}-${environment}`);
  const files = { md: join(folder, `${name}.md`), json: join(folder, `${name}.json`) };
  writeFileSync(files.md, drillPage(report));
  const { files: _own, ...document } = report;
  writeFileSync(files.json, `${JSON.stringify(document, null, 2)}\n`);
  return [files.md, files.json];
}

function freeName(folder: string, name: string): string {
  let free = name;
  for (let number = 2; existsSync(join(folder, `${free}.md`)); number++) free = `${name}-${number}`;
  return free;
}
