import { LOGGED_TYPES, WITHOUT_LOGS } from "../../src/rules/logged-types";
import { pageText, rowsUnder } from "./pages";

const page = pageText("docs/access-logs.md");

/** The types of the first cells; one row may hold several. */
const typesUnder = (heading: string): string[] =>
  rowsUnder(page, heading).flatMap(([types = ""]) => types.match(/aws_\w+/g) ?? []);

describe("docs/access-logs.md", () => {
  test("says of every type that logs where to, how long and by which construct", () => {
    expect(typesUnder("What logs").sort()).toEqual(Object.keys(LOGGED_TYPES).sort());
    const rows = rowsUnder(page, "What logs").filter(([type = ""]) => type.startsWith("aws_"));
    expect(rows.filter((cells) => cells.length < 5 || cells.some((cell) => cell === ""))).toEqual([]);
  });

  test("says of every type without a log what shows its use", () => {
    expect(typesUnder("What has no log of its own").sort()).toEqual([...WITHOUT_LOGS].sort());
  });
});
