import { readFileSync } from "node:fs";
import { join } from "node:path";
import { refusalHead, refusedBy, type Refuser } from "../../src/rehearsal/refusal";
import { describeWithTerraform } from "../support/optional";
import type { Mistake } from "./mistake";
import { MistakeBench, type Outcome } from "./mistake-bench";
import { LATE_MISTAKES } from "./mistakes-late";
import { SCHEMA_MISTAKES } from "./mistakes-schema";
import { TABLE_MISTAKES } from "./mistakes-table";
import { TERRAFORM_MISTAKES } from "./mistakes-terraform";

const BY_REFUSER: Readonly<Record<Refuser, readonly Mistake[]>> = {
  terraform: TERRAFORM_MISTAKES,
  schema: SCHEMA_MISTAKES,
  table: [...TABLE_MISTAKES, ...LATE_MISTAKES],
};

const MISTAKES = Object.entries(BY_REFUSER).flatMap(([refuser, mistakes]) =>
  mistakes.map((mistake) => ({ refuser: refuser as Refuser, mistake })),
);

/** Without the line breaks that Terraform makes to fit a terminal. */
const unwrapped = (output: string) => output.replace(/\s+/g, " ");

describeWithTerraform("a stack with one thing changed", () => {
  let bench: MistakeBench | undefined;
  let outcomes: ReadonlyMap<Mistake, Outcome> = new Map();
  let unchanged: readonly Outcome[] = [];

  beforeAll(async () => {
    bench = await MistakeBench.start();
    unchanged = await bench.tryUnchanged();
    outcomes = await bench.tryAll(MISTAKES.map(({ mistake }) => mistake));
  }, 120_000);

  afterAll(() => {
    bench?.stop();
    process.stdout.write(tableOf(outcomes));
  });

  it("is applied as long as nothing is changed", () => {
    expect(unchanged).toEqual([{ output: "" }, { output: "" }]);
  });

  it("is listed in docs/mistakes.md (paste the table that this suite prints after a change)", () => {
    const page = readFileSync(join(__dirname, "..", "..", "docs", "mistakes.md"), "utf8");

    expect(page.slice(page.indexOf("| mistake"))).toBe(tableOf(outcomes));
  });

  it.each(MISTAKES.map(({ mistake, refuser }) => [refuser, mistake.what, mistake] as const))(
    "is refused by the %s: %s",
    (refuser, _what, mistake) => {
      const { stage, output = "" } = outcomes.get(mistake) ?? {};
      expect({ stage, refuser: refusedBy(output), message: unwrapped(output) }).toEqual({
        stage: mistake.stage,
        refuser,
        message: expect.stringContaining(mistake.message) as string,
      });
    },
  );
});

/** What was refused when and by whom, as a Markdown table. */
function tableOf(outcomes: ReadonlyMap<Mistake, Outcome>): string {
  const rows = MISTAKES.flatMap(({ mistake }) => {
    const { stage = "never", output = "" } = outcomes.get(mistake) ?? {};
    const head = refusalHead(output)?.replace(/^Cycle: .*/, "Cycle");
    return `| ${mistake.what} | ${stage} | ${refusedBy(output) ?? "nobody"} | ${head ?? ""} |\n`;
  });
  return ["| mistake | refused at | by | with |\n", "|---|---|---|---|\n", ...rows].join("");
}
