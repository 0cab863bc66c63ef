import { globalstream } from "../../src/systems/globalstream";
import { pageText } from "./pages";
import {
  allowedRegions,
  expectAnswers,
  expectPhases,
  expectRowsOf,
  expectSection,
  REST_SECTIONS,
} from "./system-page";

const page = pageText("docs/globalstream.md");

describe("docs/globalstream.md", () => {
  test("answers every contradiction and every mistake of the original, each once", () => {
    expectAnswers(page, 15, 12);
  });

  test("divides the whole recovery time into phases, and sets what each needs beside it", () => {
    expectPhases(page, globalstream);
  });

  test("says of everything that a system keeps whether a failover loses it", () => {
    expectRowsOf(
      page,
      "What is lost",
      ["database", "files", "cache", "events not yet read", "archive", "counts", "keys"],
      2,
    );
  });

  test("names every region that a site may live in", () => {
    const [, regions = ""] = page.split("\n## Other regions\n");
    const allowed = allowedRegions(globalstream, "eu-west-1");
    expect(allowed.length).toBeGreaterThan(3);
    for (const region of allowed) expect(regions).toContain(region);
  });

  test.each([...REST_SECTIONS, "While us-east-1 is away", "Sizes"])("has a section %s", (heading) => {
    expectSection(page, heading);
  });
});
