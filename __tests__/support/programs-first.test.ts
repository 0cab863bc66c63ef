import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

interface Sequencer {
  sort(tests: readonly object[]): { readonly path: string }[];
  cacheResults(tests: readonly object[], results: object): void;
}

/** Plain JavaScript, as jest wants its sequencers. */
const ProgramsFirst = jest.requireActual<new (options: object) => Sequencer>("./programs-first.js");

describe("the order of the suites", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "standby-order-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const sequencer = () => new ProgramsFirst({ contexts: [], globalConfig: {} });

  /** Suites as jest describes them, the largest first. */
  function suites(texts: Readonly<Record<string, string>>) {
    const paths = Object.entries(texts).map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    const config = { id: "order", cacheDirectory: folder, haste: {}, cache: true };
    const context = { config, hasteFS: { getSize: (path: string) => 1000 - paths.indexOf(path) } };
    return paths.map((path) => ({ path, context }));
  }

  function namesOf(tests: readonly object[]): string[] {
    return sequencer()
      .sort(tests)
      .map(({ path }) => basename(path));
  }

  const TEXTS = {
    "large.ts": "expect(1).toBe(1)",
    "terraform.ts": 'describeWithTerraform("a", () => {})',
    "middle.ts": "",
    "cli.ts": "await runCli([])",
  };

  it("begins with those that start programs, where nothing was timed yet", () => {
    expect(namesOf(suites(TEXTS))).toEqual(["terraform.ts", "cli.ts", "large.ts", "middle.ts"]);
  });

  it("is that of the durations, where they are known", () => {
    const tests = suites(TEXTS);
    const testResults = tests.map(({ path }, index) => ({
      testFilePath: path,
      perfStats: { runtime: 100 * (index + 1) },
      numFailingTests: 0,
      skipped: false,
    }));
    sequencer().cacheResults(tests, { testResults });
    expect(namesOf(tests)).toEqual(["cli.ts", "middle.ts", "terraform.ts", "large.ts"]);
  });
});
