import { problemsOf, type LawRow } from "./law-rows";
import { pageText, rowsUnder } from "./pages";

const page = pageText("docs/lgpd.md");

/** The articles that ask something of who processes data, as the rows of the table. */
const FIRST = 6;
const LAST = 54;

/** The rows of articles: `7`, `15-16`, `6, I-II`, or a part of article 46 such as `46-1`. */
function rowsOf(text: string): LawRow[] {
  return rowsUnder(text, "Article by article").flatMap(
    ([article = "", , status = "", where = "", proof = ""]) =>
      /^\d+(-\d+|, [IVX]+(-[IVX]+)?)?$/.test(article) ? [{ article, status, where, proof }] : [],
  );
}

/** The articles that a row speaks of; those of article 46 are parts of it, not a range. */
function articlesOf({ article }: LawRow): number[] {
  const [first = 0, last = first] = article.split(",")[0]?.split("-").map(Number) ?? [];
  if (first === 46) return [46];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe("docs/lgpd.md", () => {
  const rows = rowsOf(page);

  it("says that it claims no compliance and is no legal advice", () => {
    expect(page).toContain("**This is no claim of compliance, and no legal advice.**");
  });

  it("speaks of every article that asks something of who processes data, by files and tests that exist", () => {
    const spokenOf = new Set(rows.flatMap(articlesOf));
    const missing = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index).filter(
      // Public bodies have a chapter of their own.
      (article) => !spokenOf.has(article) && !(article >= 23 && article <= 32),
    );
    expect(missing).toEqual([]);
    expect(problemsOf(rows)).toEqual([]);
  });

  it("says what nobody but the operator can do, with the ANPD's deadlines", () => {
    const [, notCovered = ""] = page.split("## Not covered");
    for (const words of [
      "legal basis",
      "arts. 33 to 36",
      "encarregado",
      "three",
      "working days",
      "six months",
    ]) {
      expect(notCovered).toContain(words);
    }
  });

  it("names each of its requirements", () => {
    for (const id of ["GS-CMP-01", "GS-CMP-02", "GS-CMP-03"]) expect(page).toContain(`| ${id} |`);
  });

  it.each([
    ["another status", "| 7 | a | done | | | |", "7: status done"],
    ["a cover without proof", "| 7 | a | covered | `src/app.ts` | | |", "7: covered by nothing"],
    ["half a cover by nothing", "| 7 | a | partly | | | |", "7: partly by nothing"],
    ["a missing file", "| 46-1 | a | partly | `src/none.ts` | | |", "46-1: src/none.ts does not exist"],
    ["a row too many", "| 7 | a | operator | | | |\n| 7 | a | operator | | | |", "7: stands twice"],
  ])("would fail on %s", (_what, row, problem) => {
    expect(problemsOf(rowsOf(`\n## Article by article\n${row}`))).toEqual([problem]);
  });
});
