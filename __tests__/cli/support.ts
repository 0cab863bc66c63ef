import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { CommandOptions, CommandResult, RunCommand } from "../../src/process/command";

export const PROJECT = join(__dirname, "..", "..");

export interface CliRun extends CommandResult {
  /** What ended it, when it was a signal. */
  readonly killedBy: NodeJS.Signals | null;
}

/** Starts `standby` as a child process, with an output directory of its own. */
export function startCli(args: readonly string[], outdir: string, variables: NodeJS.ProcessEnv = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(STANDBY_|CDKTF_|TF_|TERRAFORM_|FORCE_COLOR)/.test(name),
  );
  const child = spawn(process.execPath, [join(PROJECT, "src", "cli", "standby.js"), ...args], {
    env: { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: "1", CDKTF_OUTDIR: outdir, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, ended: collect(child) };
}

/** Runs `standby` to its end. */
export function runCli(
  args: readonly string[],
  outdir: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<CliRun> {
  return startCli(args, outdir, variables).ended;
}

function collect(child: ChildProcess): Promise<CliRun> {
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data: Buffer) => (output.stdout += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output.stderr += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, killedBy) => resolve({ exitCode, killedBy, ...output }));
  });
}

export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: CommandOptions | undefined;
}

/** A `RunCommand` that starts nothing: it answers by the program's first argument, and keeps the calls. */
export function fakeRun(answers: Readonly<Record<string, Partial<CommandResult> | Error>>): {
  readonly run: RunCommand;
  readonly calls: Call[];
} {
  const calls: Call[] = [];
  const run: RunCommand = (program, args, options) => {
    calls.push({ program, args, options });
    const answer = answers[args[0] ?? ""];
    if (!answer) throw new Error(`unexpected: ${program} ${args.join(" ")}`);
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ exitCode: 0, stdout: "", stderr: "", ...answer });
  };
  return { run, calls };
}
