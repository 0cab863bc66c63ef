/** Plain JavaScript, as jest wants its reporters. */
const SlowestSuites = jest.requireActual<new (...given: object[]) => Reporter>("./slowest-suites.js");

interface Reporter {
  onRunComplete(contexts: object, results: object): void;
}

function written(seconds: readonly number[]): string {
  let text = "";
  const reporter = new SlowestSuites({ rootDir: "/project" }, { write: (part: string) => (text += part) });
  const testResults = seconds.map((runtime, index) => ({
    testFilePath: `/project/__tests__/${index}.test.ts`,
    perfStats: { runtime: runtime * 1000 },
  }));
  reporter.onRunComplete(new Set(), { testResults });
  return text;
}

describe("the reporter", () => {
  it("lists the ten slowest suites, the slowest first", () => {
    const lines = written([5, 1, 120, 2, 3, 4, 6, 7, 8, 9, 10]).trim().split("\n");
    expect(lines).toHaveLength(11);
    expect(lines.slice(0, 3)).toEqual([
      "Slowest suites:",
      "  120 s  __tests__/2.test.ts",
      "   10 s  __tests__/10.test.ts",
    ]);
    expect(lines.join("\n")).not.toContain("/1.test.ts");
  });

  it("says nothing of a run of a few suites", () => {
    expect(written([1, 2, 3])).toBe("");
  });
});
