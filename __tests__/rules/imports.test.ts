import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** Jest can't run the dynamic import with which ESLint loads its configuration, so a process of its own does. */
const LINT = `
  const { ESLint } = require("eslint");
  const lines = JSON.parse(process.argv[1]);
  const eslint = new ESLint();
  Promise.all(lines.map((line) => eslint.lintText(line + "\\n", { filePath: "src/constructs/example.ts" })))
    .then((results) => console.log(JSON.stringify(results.map(([{ messages }]) => messages))));
`;

const BARREL = 'export { vpc } from "@cdktf/provider-aws";';
const CDKTF_INSIDES = 'export { invokeAspects } from "cdktf/lib/synthesize/synthesizer";';
const CONSTRUCTS_INSIDES = 'export { Node } from "constructs/lib/construct";';
const CHANCE = "export const suffix = Math.random();";
const ALLOWED = [
  'export { Vpc } from "@cdktf/provider-aws/lib/vpc";',
  'export { App } from "cdktf";',
  'export { Construct } from "constructs";',
];

describe("lint, which guards imports because a synthesized stack can't show them,", () => {
  /** What the project's own lint says of a file with this one line, by the line. */
  let complaints: Map<string, string[]>;
  beforeAll(() => {
    const lines = [BARREL, CDKTF_INSIDES, CONSTRUCTS_INSIDES, CHANCE, ...ALLOWED];
    const output = execFileSync(process.execPath, ["-e", LINT, JSON.stringify(lines)], {
      cwd: root,
      encoding: "utf8",
    });
    const messages = JSON.parse(output) as { ruleId: string; message: string }[][];
    complaints = new Map(
      lines.map((line, index) => [
        line,
        (messages[index] ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`),
      ]),
    );
  });

  test.each([
    {
      what: "the barrel of the AWS provider",
      line: BARREL,
      message:
        "'@cdktf/provider-aws' import is restricted from being used. Import @cdktf/provider-aws/lib/<resource>: " +
        "the barrel costs seconds and a gigabyte.",
    },
    {
      what: "the insides of cdktf",
      line: CDKTF_INSIDES,
      message:
        "'cdktf/lib/synthesize/synthesizer' import is restricted from being used by a pattern. Stay inside the " +
        "public API of cdktf, so that the move to its successor is a change of imports.",
    },
    {
      what: "the insides of constructs",
      line: CONSTRUCTS_INSIDES,
      message:
        "'constructs/lib/construct' import is restricted from being used by a pattern. Stay inside the public API " +
        "of cdktf, so that the move to its successor is a change of imports.",
    },
  ])("refuses $what", ({ line, message }) => {
    expect(complaints.get(line)).toEqual([`no-restricted-imports: ${message}`]);
  });

  test.each(ALLOWED)("takes %s", (line) => {
    expect(complaints.get(line)).toEqual([]);
  });

  test("refuses chance, which would give other bytes every time", () => {
    expect(complaints.get(CHANCE)).toEqual([
      "no-restricted-syntax: The same input must give the same bytes.",
    ]);
  });
});
