import { retentionSettings } from "../../src/constructs/retention/settings";
import { problemsOf, type LawRow } from "./law-rows";
import { pageText, rowsUnder } from "./pages";

const page = pageText("docs/gdpr.md");

/** The articles that ask something of controllers and processors. */
const FIRST = 5;
const LAST = 50;

/** The rows of articles: `15`, `12-14`, `5(1)(e)`, or a part that has a number of ours, such as `17-2` or `32(1)(a)-1`. */
function rowsOf(text: string): LawRow[] {
  return rowsUnder(text, "Article by article").flatMap(
    ([article = "", , status = "", where = "", proof = ""]) =>
      /^\d+(\(\d\))?(\([a-f]\))?(-\d+)?$/.test(article) ? [{ article, status, where, proof }] : [],
  );
}

/** The articles that a row speaks of. */
function articlesOf({ article }: LawRow): number[] {
  const [, first = "0", part, last] = /^(\d+)(\(.*)?(?:-(\d+))?$/.exec(article.replace(/\)-\d+$/, ")")) ?? [];
  // A smaller number behind the hyphen is a part of an article, not the end of a range.
  const end = part === undefined && Number(last ?? 0) > Number(first) ? Number(last) : Number(first);
  return Array.from({ length: end - Number(first) + 1 }, (_, index) => Number(first) + index);
}

describe("docs/gdpr.md", () => {
  const rows = rowsOf(page);

  it("says that it claims no compliance and is no legal advice", () => {
    expect(page).toContain("**This is no claim of compliance, and no legal advice.**");
  });

  it("speaks of every article that asks something of controllers, by files and tests that exist", () => {
    const spokenOf = new Set(rows.flatMap(articlesOf));
    const all = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index);
    expect(all.filter((article) => !spokenOf.has(article))).toEqual([]);
    expect(problemsOf(rows)).toEqual([]);
  });

  it("says what nobody but the operator can do, with the deadlines", () => {
    const [, notCovered = ""] = page.split("## Not covered");
    for (const words of ["Legal basis", "within a month", "72 hours", "API keys, not people"]) {
      expect(notCovered).toContain(words);
    }
  });

  it("names the defaults that the settings propose", () => {
    const { historyDays, inactiveViewerDays, erasureListDays } = retentionSettings.parse(undefined);
    for (const words of [
      `\`historyDays\` (${historyDays})`,
      `\`inactiveViewerDays\` without a visit (${inactiveViewerDays})`,
      `\`erasureListDays\` (${erasureListDays})`,
    ]) {
      expect(page).toContain(words);
    }
  });

  it("names each of its requirements", () => {
    for (const id of ["MD-GDP-01", "MD-GDP-02", "MD-GDP-03"]) expect(page).toContain(`| ${id} |`);
  });

  it.each([
    ["17-2", [17]],
    ["32(1)(a)-3", [32]],
    ["12-14", [12, 13, 14]],
    ["5(1)(e)", [5]],
  ])("reads %s", (article, articles) => {
    expect(articlesOf({ article, status: "", where: "", proof: "" })).toEqual(articles);
  });

  it.each([
    ["another status", "| 7 | a | done | | | |", "7: status done"],
    ["a cover without proof", "| 7 | a | covered | `src/app.ts` | | |", "7: covered by nothing"],
    ["half a cover by nothing", "| 7 | a | partly | | | |", "7: partly by nothing"],
    ["a missing file", "| 17-1 | a | partly | `src/none.ts` | | |", "17-1: src/none.ts does not exist"],
    ["a row too many", "| 7 | a | operator | | | |\n| 7 | a | operator | | | |", "7: stands twice"],
  ])("would fail on %s", (_what, row, problem) => {
    expect(problemsOf(rowsOf(`\n## Article by article\n${row}`))).toEqual([problem]);
  });
});
