import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Every page that people read, relative to the project's root. */
export const PAGES: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  ...["docs", "docs/decisions", "docs/runbooks"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".md"))
      .map((file) => `${folder}/${file}`),
  ),
];

/** The text of a page. */
export function pageText(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** Whether a file or folder exists, relative to the project's root. */
export function exists(path: string): boolean {
  return existsSync(join(root, path));
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The numbers of the numbered rows under a heading that have an answer in their third cell. */
export function answeredUnder(text: string, heading: string): number[] {
  return rowsUnder(text, heading)
    .map(([number = "", , answer = ""]) => (answer === "" ? "" : number))
    .filter((number) => /^\d+$/.test(number))
    .map(Number);
}

/** All whole numbers from 1 to the last one. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** The rows of all tables under a heading of the second level, cell by cell, without backticks. */
export function rowsUnder(text: string, heading: string): string[][] {
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  return (section.split(/\n## /)[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}
