import { mediadb } from "../../src/systems/mediadb";
import { pageText, upTo } from "./pages";
import {
  allowedRegions,
  expectAnswers,
  expectPhases,
  expectRowsOf,
  expectSection,
  REST_SECTIONS,
  wholeRowsUnder,
} from "./system-page";

const page = pageText("docs/mediadb.md");

describe("docs/mediadb.md", () => {
  test("answers every contradiction and every mistake of the original, each once", () => {
    expectAnswers(page, 25, 12);
  });

  test("has the seven phases of a migration, each with its end and its way back", () => {
    const phases = wholeRowsUnder(page, "From the earlier version, in seven phases");
    expect(phases.map(([number]) => Number(number))).toEqual(upTo(7));
  });

  test("divides the whole recovery time into phases, and sets what each needs beside it", () => {
    expectPhases(page, mediadb);
  });

  test("says of everything that the system keeps whether a failover loses it", () => {
    expectRowsOf(
      page,
      "What is lost",
      ["database", "files", "sessions", "events not yet", "archive", "erasures", "keys"],
      2,
    );
  });

  test("names every region that a site may live in", () => {
    const allowed = allowedRegions(mediadb, "us-east-1");
    expect(allowed).toEqual(["eu-central-1", "eu-west-1"]);
    for (const region of allowed) expect(page).toContain(region);
  });

  test("gives every name of the earlier version a new one", () => {
    expectRowsOf(
      page,
      "Old names, new names",
      ["aurora-memory", "ecs-task-count", "alerts", "StreamFlix-", "backup", "vault"],
      1,
    );
  });

  test.each([...REST_SECTIONS, "While eu-central-1 is away", "Inputs", "What needs people"])(
    "has a section %s",
    (heading) => {
      expectSection(page, heading);
    },
  );
});
