import Table from "cli-table3";
import type { CaseResult } from "./results";
import type { Finding } from "./targets";

const STYLE = { head: [], border: [] };

/** The results as two tables: what was measured, and what it means. */
export function benchText(results: readonly CaseResult[], found: readonly Finding[]): string {
  const measured = new Table({
    head: ["case", "time, median", "min to max", "peak memory", "synthesis per stack"],
    colAligns: ["left", "right", "right", "right", "right"],
    style: STYLE,
  });
  measured.push(...results.map(caseRow));
  const compared = new Table({
    head: ["comparison", "value", "target", ""],
    colAligns: ["left", "right", "right", "left"],
    style: STYLE,
  });
  compared.push(...found.map(findingRow));
  return `${measured.toString()}\n${compared.toString()}\n`;
}

function caseRow({ name, seconds, megabytes, perStack }: CaseResult): string[] {
  return [
    name,
    `${seconds.median.toFixed(2)} s`,
    `${seconds.min.toFixed(2)} to ${seconds.max.toFixed(2)} s`,
    `${megabytes.toFixed(0)} MB`,
    perStack ? `${perStack.milliseconds.toFixed(1)} ms (${perStack.stacks} stacks)` : "",
  ];
}

function findingRow({ title, value, unit, limit, met }: Finding): string[] {
  const digits = unit === "MB" ? 0 : 2;
  const target = limit === undefined ? "none" : `at most ${limit} ${unit}`;
  return [
    title,
    `${value.toFixed(digits)} ${unit}`,
    target,
    limit === undefined ? "" : met ? "met" : "MISSED",
  ];
}
