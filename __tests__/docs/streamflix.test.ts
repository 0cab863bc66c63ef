import { exists, pageText, rowsUnder } from "./pages";
import { expectAnswers, expectSection } from "./system-page";

const page = pageText("docs/streamflix.md");

describe("docs/streamflix.md", () => {
  test("answers every contradiction and every mistake of the original, each once", () => {
    expectAnswers(page, 26, 16);
  });

  test("claims no compliance, and names what there is by files and tests that exist", () => {
    expect(page).toContain("**This is no claim of compliance**");
    const [, , ...controls] = rowsUnder(page, "Controls, and no claim");
    expect(controls.length).toBeGreaterThan(8);
    const missing = controls.flatMap(([, , built = "", proof = ""]) =>
      [built, proof].filter((path) => path === "" || !exists(path)),
    );
    expect(missing).toEqual([]);
  });

  test("says on which basis personal data may leave, and how to avoid it", () => {
    expect(page).toMatch(/## Personal data[\s\S]*chapter V[\s\S]*"dr": "eu-west-1"/);
  });

  test("has the five items of the list before maintenance", () => {
    const [, list = ""] = page.split("\n## Before maintenance\n");
    expect((list.split(/\n## /)[0] ?? "").match(/^\d\. \*\*[^*]+\*\*/gm)).toEqual([
      "1. **Backup completed**",
      "2. **Change log reviewed**",
      "3. **Stakeholders told**",
      "4. **Rollback ready**",
      "5. **Tested in staging**",
    ]);
  });

  test.each(["Sizes", "Lessons", "Troubleshooting", "Alternatives", "Deploy it", "What is lost"])(
    "has a section %s",
    (heading) => expectSection(page, heading),
  );
});
