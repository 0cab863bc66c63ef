import { MANAGED_RULES, type ManagedRule } from "../../src/constructs/audit/config-rule-catalog";
import { pageText, rowsUnder } from "./pages";

/** A table's titles, and the line below them. */
const HEAD = 2;

describe("docs/account-watch.md", () => {
  const rows = rowsUnder(pageText("docs/account-watch.md"), "AWS Config").slice(HEAD);

  test("lists every rule of AWS Config, and none that is gone", () => {
    expect(rows.map(([rule = ""]) => rule.replaceAll("`", ""))).toEqual(Object.keys(MANAGED_RULES));
  });

  test("says what is recorded for each", () => {
    const rules: readonly ManagedRule[] = Object.values(MANAGED_RULES);
    expect(rows.map(([, , types = ""]) => types.replaceAll("`", ""))).toEqual(
      rules.map(({ resourceTypes }) => resourceTypes?.join(", ") ?? "nothing: asks each day"),
    );
  });
});

describe("docs/checklist.md", () => {
  test("has sixteen checks, each with what is done, how to see it and what stays with people", () => {
    const rows = rowsUnder(pageText("docs/checklist.md"), "The checks").slice(HEAD);
    expect(rows.map(([number]) => Number(number))).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    );
    for (const row of rows) expect(row.filter((cell) => cell.length > 3).length).toBeGreaterThan(3);
  });
});
