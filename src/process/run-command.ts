import { spawn } from "node:child_process";
import { CommandError, type RunCommand } from "./command";

/** How long a program may take to end after it was asked to, in milliseconds; then it is killed. */
const GRACE_MILLISECONDS = 5000;

/** Runs a program as a child process. It settles only when the child is gone, so nothing outlives Standby. */
export const runCommand: RunCommand = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const { directory, variables, signal, timeoutSeconds = 60 } = options;
    if (signal?.aborted) return reject(signal.reason as Error);
    const child = spawn(program, args, {
      cwd: directory,
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));

    let killer: NodeJS.Timeout | undefined;
    let tookTooLong = false;
    const end = () => {
      child.kill("SIGTERM");
      killer ??= setTimeout(() => child.kill("SIGKILL"), GRACE_MILLISECONDS);
    };
    const limit = setTimeout(() => {
      tookTooLong = true;
      end();
    }, timeoutSeconds * 1000);
    signal?.addEventListener("abort", end);
    const cleanUp = () => {
      clearTimeout(limit);
      clearTimeout(killer);
      signal?.removeEventListener("abort", end);
    };

    child.on("error", (error: NodeJS.ErrnoException) => {
      cleanUp();
      reject(new CommandError(cannotStart(program, error)));
    });
    child.on("close", (exitCode) => {
      cleanUp();
      if (signal?.aborted) reject(signal.reason as Error);
      else if (tookTooLong) reject(new CommandError(`"${[program, ...args].join(" ")}" took too long`));
      else resolve({ exitCode, ...output });
    });
  });

function cannotStart(program: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return `there is no program "${program}" on the PATH`;
  if (code === "EACCES") return `the program "${program}" may not be run (permission denied)`;
  return `the program "${program}" can't be started: ${message}`;
}
