import type { SystemDefinition } from "../../src/systems/system";
import { answeredUnder, rowsUnder, upTo } from "./pages";

/** Sections that the page of every system with a REST API has. */
export const REST_SECTIONS = [
  "The way of a request",
  "Standing by again",
  "Deploy it",
  "Limits",
  "Troubleshooting",
] as const;

/** Expects that a page answers so many contradictions and so many mistakes of the original, each once. */
export function expectAnswers(page: string, contradictions: number, mistakes: number): void {
  expect(answeredUnder(page, "What the original left open")).toEqual([
    ...upTo(contradictions),
    ...upTo(mistakes),
  ]);
}

/** Expects a section of the second level. */
export function expectSection(page: string, heading: string): void {
  expect(page).toContain(`\n## ${heading}\n`);
}

/** Expects that the phases of a failover take the promised time together, and that each says what it needs. */
export function expectPhases(page: string, { objectives }: Pick<SystemDefinition, "objectives">): void {
  const phases = wholeRowsUnder(page, "A failover, by phases");
  const minutes = phases.map(([, planned = ""]) => planned).filter((planned) => planned !== "beside it");
  expect(minutes.map(Number).reduce((sum, planned) => sum + planned)).toBe(objectives.recoveryTimeMinutes);
}

/** The rows of a table below its head. Expects that each has five cells, none of them empty. */
export function wholeRowsUnder(page: string, heading: string): string[][] {
  const [, , ...rows] = rowsUnder(page, heading);
  expect(rows.filter((cells) => cells.length !== 5 || cells.includes(""))).toEqual([]);
  return rows;
}

/** Expects that a table names each of these things in its first column, and says something in another one of all rows. */
export function expectRowsOf(page: string, heading: string, things: readonly string[], column: number): void {
  const [, , ...rows] = rowsUnder(page, heading);
  const named = rows.map(([name = ""]) => name).join("\n");
  for (const thing of things) expect(named).toContain(thing);
  expect(rows.filter((cells) => (cells[column] ?? "") === "")).toEqual([]);
}

/** The regions that a site may live in, as the refusal of another one names them. */
export function allowedRegions({ settings }: Pick<SystemDefinition, "settings">, refused: string): string[] {
  const { error } = settings.safeParse({ regions: { primary: refused } });
  return [...new Set(JSON.stringify(error?.issues).match(/[a-z]{2}-[a-z]+-\d/g))];
}
