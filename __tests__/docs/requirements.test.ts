import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "requirements.md"), "utf8");
const known = JSON.parse(readFileSync(join(root, "docs", "requirement-ids.json"), "utf8")) as Record<
  string,
  string[]
>;

interface Row {
  readonly system: string;
  readonly id: string;
  readonly status: string;
  readonly files: string[];
  readonly note: string;
}

/** The rows of the page's tables, each under the heading of its system. */
function rowsOf(text: string): Row[] {
  let system = "";
  return text.split("\n").flatMap((line) => {
    system = /^## (.+)$/.exec(line)?.[1] ?? system;
    const [, id = "", status = "", ...files] = line.split("|").map((cell) => cell.trim().replaceAll("`", ""));
    return /^[A-Z]{2}-/.test(id)
      ? [{ system, id, status, files: files.slice(0, 2), note: files[2] ?? "" }]
      : [];
  });
}

/** What is wrong with the rows, in one sentence each. */
function problemsOf(rows: readonly Row[]): string[] {
  return rows.flatMap(({ system, id, status, files }, index) => [
    ...(known[system]?.includes(id) ? [] : [`${id}: no table of ${system} has it`]),
    ...(rows.findIndex((row) => row.id === id) === index ? [] : [`${id}: stands twice`]),
    ...(["met", "partly", "open"].includes(status) ? [] : [`${id}: status ${status}`]),
    ...files.filter((file) => !existsSync(join(root, file))).map((file) => `${id}: ${file} does not exist`),
  ]);
}

describe("docs/requirements.md", () => {
  it("accounts for ids that the tables have, once each, by files that exist", () => {
    const rows = rowsOf(page);

    expect(rows.length).toBeGreaterThan(0);
    expect(problemsOf(rows)).toEqual([]);
  });

  it("leaves out no id of a system that it lists, and says why one is open", () => {
    const rows = rowsOf(page);
    const listed = [...new Set(rows.map(({ system }) => system))];
    const missing = listed.flatMap((system) =>
      (known[system] ?? []).filter((id) => !rows.some((row) => row.id === id)),
    );
    expect(missing).toEqual([]);
    expect(rows.filter(({ status, note }) => status !== "met" && !note)).toEqual([]);
  });

  it.each([
    [
      "an id that no table has",
      "| PY-NOPE-01 | met | src/app.ts | `__tests__` | |",
      "PY-NOPE-01: no table of payments has it",
    ],
    [
      "another system's id",
      "| SF-OBJ-01 | met | src/app.ts | `__tests__` | |",
      "SF-OBJ-01: no table of payments has it",
    ],
    [
      "a missing file",
      "| PY-OBJ-01 | met | src/none.ts | `__tests__` | |",
      "PY-OBJ-01: src/none.ts does not exist",
    ],
    ["another status", "| PY-OBJ-01 | done | src/app.ts | `__tests__` | |", "PY-OBJ-01: status done"],
  ])("would fail on %s", (_what, row, problem) => {
    expect(problemsOf(rowsOf(`## payments\n${row}`))).toEqual([problem]);
  });

  it("knows all requirements of the four systems", () => {
    const counts = Object.fromEntries(
      Object.entries(known).map(([system, ids]) => [system, new Set(ids).size]),
    );

    expect(counts).toEqual({ payments: 89, streamflix: 199, globalstream: 131, mediadb: 123 });
  });
});
