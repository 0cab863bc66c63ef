import { spawn } from "node:child_process";
import { join } from "node:path";
import { BARE, benchCases, EMPTY, SYNTH, SYNTH_EMPTY, repeated } from "../../src/bench/cases";
import { measure } from "../../src/bench/measure";
import type { CaseResult } from "../../src/bench/results";
import type { Finding } from "../../src/bench/targets";

const PROJECT = join(__dirname, "..", "..");

function runBench(...args: string[]): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [require.resolve("tsx/cli"), "src/bench/bench.ts", ...args], {
    cwd: PROJECT,
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output.stderr += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, ...output }));
  });
}

describe("measure", () => {
  it("measures time and memory of all Node processes of a command", async () => {
    const wait = "const block = Buffer.alloc(100e6, 1); setTimeout(() => block, 300)";
    const nested = `require("child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(wait)}])`;
    const [one, two] = [await measure(() => ["-e", wait]), await measure(() => ["-e", nested])];
    expect(one.seconds).toBeGreaterThan(0.3);
    expect(one.seconds).toBeLessThan(10);
    expect(one.megabytes).toBeGreaterThan(100);
    expect(one.megabytes).toBeLessThan(300);
    // The outer process has no block of its own, but Node itself takes some 40 MB.
    expect(two.megabytes).toBeGreaterThan(one.megabytes + 20);
  });

  it("passes on what a failing command says", async () => {
    await expect(measure(() => ["-e", "throw new Error('broken')"])).rejects.toThrow("broken");
  });
});

describe("npm run bench", () => {
  it("measures the cases that are asked for, and compares them", async () => {
    const names = [EMPTY, SYNTH_EMPTY, repeated(1), repeated(2)];
    const flags = ["--runs", "1", "--copies", "1,2", "--no-warm-up", "--json"];
    const { exitCode, stdout, stderr } = await runBench(
      ...flags,
      ...names.flatMap((name) => ["--case", name]),
    );
    // On a busy machine a target may be missed; a case that fails leaves no document.
    expect({ known: [0, 1].includes(exitCode ?? -1), stderr }).toMatchObject({ known: true });
    const { results, findings } = JSON.parse(stdout) as { results: CaseResult[]; findings: Finding[] };
    expect(exitCode).toBe(findings.every(({ met }) => met) ? 0 : 1);
    expect(results.map(({ name }) => name)).toEqual(names);
    for (const { seconds, megabytes } of results) {
      expect(seconds.median).toBeGreaterThan(0.1);
      expect(megabytes).toBeGreaterThan(50);
    }
    const stacks = results.flatMap(({ perStack }) => (perStack ? [perStack.stacks] : []));
    expect(stacks).toHaveLength(2);
    expect(stacks[1]).toBe((stacks[0] ?? 0) * 2);
    expect(findings.map(({ title }) => title)).toEqual(["cost of a stack: 2 copies beside 1"]);
  });

  it("measures every case unless it is told which", () => {
    const names = [EMPTY, BARE, SYNTH_EMPTY, SYNTH, repeated(1), repeated(5)];
    expect(benchCases([1, 5]).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ["--runs", "0"],
    ["--runs", "many"],
    ["--copies", "5,1"],
    ["--case", "none"],
  ])("exits with 2 for %s %s", async (...args) => {
    await expect(runBench(...args)).resolves.toMatchObject({ exitCode: 2, stdout: "" });
  });
});
