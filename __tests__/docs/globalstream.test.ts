import { globalstream } from "../../src/systems/globalstream";
import { answeredUnder, pageText, rowsUnder, upTo } from "./pages";

const page = pageText("docs/globalstream.md");

describe("docs/globalstream.md", () => {
  test("answers every contradiction and every mistake of the original, each once", () => {
    expect(answeredUnder(page, "What the original left open")).toEqual([...upTo(15), ...upTo(12)]);
  });

  test("divides the whole recovery time into phases, and sets what each needs beside it", () => {
    const [, , ...phases] = rowsUnder(page, "A failover, by phases");
    const minutes = phases.map(([, planned = ""]) => planned).filter((planned) => planned !== "beside it");
    expect(minutes.map(Number).reduce((sum, planned) => sum + planned)).toBe(
      globalstream.objectives.recoveryTimeMinutes,
    );
    expect(phases.filter((cells) => cells.length !== 5 || cells.includes(""))).toEqual([]);
  });

  test("says of everything that a system keeps whether a failover loses it", () => {
    const [, , ...kept] = rowsUnder(page, "What is lost");
    const said = kept.map(([data = ""]) => data).join("\n");
    for (const store of ["database", "files", "cache", "events not yet read", "archive", "counts", "keys"]) {
      expect(said).toContain(store);
    }
    expect(kept.filter(([, , lost = ""]) => lost === "")).toEqual([]);
  });

  test("names every region that a site may live in", () => {
    const [, regions = ""] = page.split("\n## Other regions\n");
    const given = { regions: { primary: "eu-west-1" } };
    const { error } = globalstream.settings.safeParse(given);
    const allowed = JSON.stringify(error?.issues).match(/[a-z]{2}-[a-z]+-\d/g) ?? [];
    expect(allowed.length).toBeGreaterThan(3);
    for (const region of allowed) expect(regions).toContain(region);
  });

  test.each([
    "The way of a request",
    "Standing by again",
    "While us-east-1 is away",
    "Deploy it",
    "Sizes",
    "Limits",
    "Troubleshooting",
  ])("has a section %s", (heading) => {
    expect(page).toContain(`\n## ${heading}\n`);
  });
});
