import { mediadb } from "../../src/systems/mediadb";
import { answeredUnder, pageText, rowsUnder, upTo } from "./pages";

const page = pageText("docs/mediadb.md");

describe("docs/mediadb.md", () => {
  test("answers every contradiction and every mistake of the original, each once", () => {
    expect(answeredUnder(page, "What the original left open")).toEqual([...upTo(25), ...upTo(12)]);
  });

  test("has the seven phases of a migration, each with its end and its way back", () => {
    const [, , ...phases] = rowsUnder(page, "From the earlier version, in seven phases");
    expect(phases.map(([number]) => Number(number))).toEqual(upTo(7));
    expect(phases.filter((cells) => cells.length !== 5 || cells.includes(""))).toEqual([]);
  });

  test("divides the whole recovery time into phases, and sets what each needs beside it", () => {
    const [, , ...phases] = rowsUnder(page, "A failover, by phases");
    const minutes = phases.map(([, planned = ""]) => planned).filter((planned) => planned !== "beside it");
    expect(minutes.map(Number).reduce((sum, planned) => sum + planned)).toBe(
      mediadb.objectives.recoveryTimeMinutes,
    );
    expect(phases.filter((cells) => cells.length !== 5 || cells.includes(""))).toEqual([]);
  });

  test("says of everything that the system keeps whether a failover loses it", () => {
    const [, , ...kept] = rowsUnder(page, "What is lost");
    const said = kept.map(([data = ""]) => data).join("\n");
    for (const store of ["database", "files", "sessions", "events not yet", "archive", "erasures", "keys"]) {
      expect(said).toContain(store);
    }
    expect(kept.filter(([, , lost = ""]) => lost === "")).toEqual([]);
  });

  test("names every region that a site may live in", () => {
    const given = { regions: { primary: "us-east-1" } };
    const { error } = mediadb.settings.safeParse(given);
    const allowed = new Set(JSON.stringify(error?.issues).match(/eu-[a-z]+-\d/g));
    expect(allowed.size).toBe(2);
    for (const region of allowed) expect(page).toContain(region);
  });

  test("gives every name of the earlier version a new one", () => {
    const [, , ...names] = rowsUnder(page, "Old names, new names");
    const earlier = names.map(([name = ""]) => name).join("\n");
    for (const thing of ["aurora-memory", "ecs-task-count", "alerts", "StreamFlix-", "backup", "vault"]) {
      expect(earlier).toContain(thing);
    }
    expect(names.filter(([, name = ""]) => name === "")).toEqual([]);
  });

  test.each([
    "The way of a request",
    "Standing by again",
    "While eu-central-1 is away",
    "Deploy it",
    "Inputs",
    "Limits",
    "Troubleshooting",
    "What needs people",
  ])("has a section %s", (heading) => {
    expect(page).toContain(`\n## ${heading}\n`);
  });
});
