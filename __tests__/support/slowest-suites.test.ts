import { appendFileSync, existsSync } from "node:fs";
import { dirname } from "node:path";

/** Plain JavaScript, as jest wants its reporters. */
const SlowestSuites = jest.requireActual<new (...given: object[]) => Reporter>("./slowest-suites.js");

interface Reporter {
  onRunStart(): void;
  onRunComplete(contexts: object, results: object): void;
}

function written(seconds: readonly number[]): string {
  let text = "";
  const reporter = new SlowestSuites({ rootDir: "/project" }, { write: (part: string) => (text += part) });
  reporter.onRunStart();
  const file = String(process.env.SUITE_SECONDS_FILE);
  seconds.forEach((one, index) => appendFileSync(file, `${one} /project/__tests__/${index}.test.ts\n`));
  reporter.onRunComplete(new Set(), { testResults: seconds });
  expect(existsSync(dirname(file))).toBe(false);
  return text;
}

describe("the reporter", () => {
  it("lists the ten suites that took most, the first of them first, and the sum of all", () => {
    const lines = written([5, 1, 120, 2, 3, 4, 6, 7, 8, 9, 10.2]).trim().split("\n");
    expect(lines).toHaveLength(11);
    expect(lines.slice(0, 3)).toEqual([
      "Most CPU time, of 175 s in all:",
      "  120 s  __tests__/2.test.ts",
      "   10 s  __tests__/10.test.ts",
    ]);
    expect(lines.join("\n")).not.toContain("/1.test.ts");
  });

  it("says nothing of a run of a few suites", () => {
    expect(written([1, 2, 3])).toBe("");
  });
});
