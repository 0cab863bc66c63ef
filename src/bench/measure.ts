import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The project's root. */
export const ROOT = join(__dirname, "..", "..");

/** One run of a command. */
export interface Measurement {
  /** From start to exit. */
  readonly seconds: number;
  /**
   * Peak memory in megabytes (10^6 bytes): the largest resident sets of all Node processes of the command, added up.
   * They need not have had them at the same time, so it is an upper bound. Other programs are not counted.
   */
  readonly megabytes: number;
  /** What it wrote on the standard output. */
  readonly stdout: string;
}

/**
 * Runs Node with the arguments in the project's root and measures it.
 *
 * Memory comes from the processes themselves: polling them from outside would miss the peaks of short runs and take
 * time from a machine with few cores.
 *
 * @param argsFor the arguments, given a fresh folder for the output, which is removed afterwards.
 * @throws Error with what the command wrote when it fails.
 */
export async function measure(argsFor: (outdir: string) => readonly string[]): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), "standby-bench-"));
  const [outdir, memoryFile] = [join(folder, "out"), join(folder, "memory")];
  mkdirSync(outdir);
  try {
    const { seconds, stdout } = await run(argsFor(outdir), {
      ...cleanVariables(),
      CDKTF_OUTDIR: outdir,
      BENCH_MEMORY_FILE: memoryFile,
      NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "report-memory.js"))}`,
    });
    const kilobytes = readFileSync(memoryFile, "utf8").trim().split("\n").map(Number);
    return { seconds, stdout, megabytes: kilobytes.reduce((sum, one) => sum + one * 1024, 0) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The process's variables without those that change what is synthesized, or make cdktf look for a newer release. */
function cleanVariables(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(STANDBY_|CDKTF_|SYNTH_)/.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", CI: "1" };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ seconds: number; stdout: string }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.on("error", reject);
    child.on("exit", (exitCode) => {
      const seconds = (performance.now() - start) / 1000;
      child.on("close", () => {
        if (exitCode === 0) resolve({ seconds, stdout: output.stdout });
        else reject(new Error(`node ${args.join(" ")} failed:\n${output.stdout}${output.stderr}`));
      });
    });
  });
}
