import { dirname, normalize } from "node:path";
import { anchorsOf, exists, PAGES, pageText } from "./pages";

/** What is wrong with the links of a page to other files of the project, in one sentence each. */
function brokenLinks(page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^https?:/.test(link))
    .flatMap((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : normalize(`${dirname(page)}/${path}`);
      if (!exists(target)) return [`${page}: ${link} does not exist`];
      if (anchor === undefined || !target.endsWith(".md")) return [];
      return anchorsOf(target === page ? text : pageText(target)).includes(anchor)
        ? []
        : [`${page}: ${target} has no heading #${anchor}`];
    });
}

describe("links between pages", () => {
  test.each(PAGES)("%s leads to files and headings that exist", (page) => {
    expect(brokenLinks(page, pageText(page))).toEqual([]);
  });

  test.each([
    ["a missing file", "[a](none.md)", "README.md: none.md does not exist"],
    ["a missing heading", "[a](docs/cache.md#nowhere)", "README.md: docs/cache.md has no heading #nowhere"],
    ["a missing heading of its own", "# Here\n[a](#there)", "README.md: README.md has no heading #there"],
  ])("would fail on %s", (_what, text, problem) => {
    expect(brokenLinks("README.md", text)).toEqual([problem]);
  });

  test("are many, and lead to headings too", () => {
    const links = PAGES.flatMap((page) => [...pageText(page).matchAll(/\]\([^)\s]+\.md(#?)/g)]);
    expect(links.length).toBeGreaterThan(150);
    expect(links.some(([, anchor]) => anchor === "#")).toBe(true);
  });
});
