import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "pci-dss.md"), "utf8");

const STATUSES = ["covered", "partly", "operator", "out of scope"];

interface Row {
  readonly section: string;
  readonly requirement: string;
  readonly status: string;
  readonly where: string;
  readonly proof: string;
}

/** The rows of requirements, each under the heading of its principal requirement. */
function rowsOf(text: string): Row[] {
  let section = "";
  return text.split("\n").flatMap((line) => {
    section = /^## (\d+) /.exec(line)?.[1] ?? section;
    const [, requirement = "", , status = "", where = "", proof = ""] = line
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", ""));
    return /^\d+(\.\d+)+$/.test(requirement) ? [{ section, requirement, status, where, proof }] : [];
  });
}

/** What is wrong with the rows, in one sentence each. */
function problemsOf(rows: readonly Row[]): string[] {
  return rows.flatMap(({ section, requirement, status, where, proof }, index) => [
    ...(requirement.startsWith(`${section}.`) ? [] : [`${requirement}: stands under ${section}`]),
    ...(rows.findIndex((row) => row.requirement === requirement) === index
      ? []
      : [`${requirement}: stands twice`]),
    ...(STATUSES.includes(status) ? [] : [`${requirement}: status ${status}`]),
    ...(status === "covered" && !(where && proof) ? [`${requirement}: covered by nothing`] : []),
    ...(status === "partly" && !where ? [`${requirement}: partly by nothing`] : []),
    ...[where, proof]
      .filter((file) => file && !existsSync(join(root, file)))
      .map((file) => `${requirement}: ${file} does not exist`),
  ]);
}

describe("docs/pci-dss.md", () => {
  const rows = rowsOf(page);

  it("says that it claims no compliance", () => {
    expect(page).toContain("**This is no claim of compliance.**");
  });

  it("speaks of all twelve requirements, by files and tests that exist", () => {
    expect([...new Set(rows.map(({ section }) => Number(section)))]).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(problemsOf(rows)).toEqual([]);
  });

  it("links to files that exist", () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = ""]) => link);

    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(join(root, "docs", link)))).toEqual([]);
  });

  it.each([
    ["another status", "| 1.2 | a | done | | | |", "1.2: status done"],
    ["a cover without proof", "| 1.2 | a | covered | `src/app.ts` | | |", "1.2: covered by nothing"],
    ["half a cover by nothing", "| 1.2 | a | partly | | | |", "1.2: partly by nothing"],
    ["a missing file", "| 1.2 | a | partly | `src/none.ts` | | |", "1.2: src/none.ts does not exist"],
    ["a row in the wrong place", "| 2.2 | a | operator | | | |", "2.2: stands under 1"],
  ])("would fail on %s", (_what, row, problem) => {
    expect(problemsOf(rowsOf(`## 1 Network\n${row}`))).toEqual([problem]);
  });
});
