import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const VENV = join(ROOT, ".venv");
const REQUIREMENTS = join(__dirname, "requirements.txt");

/** Longest time for one step of the installation, in milliseconds. A minute is common on a slow line. */
const STEP_TIMEOUT_MS = 300_000;

/** Pause between two looks at somebody else's installation, in milliseconds. */
const LOOK_AGAIN_MS = 200;

/** Python with the packages of requirements.txt, or why it can't be had. */
export type Venv = { readonly python: string } | { readonly missing: string };

/**
 * Makes the project's virtual environment, unless it is there. Works synchronously, because jest has to know while it
 * collects the tests which of them are skipped.
 */
export function prepareVenv(): Venv {
  try {
    const hash = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12);
    // Written last: where it exists the installation is complete.
    const marker = join(VENV, `installed-${hash}`);
    if (!existsSync(marker)) withLock(() => existsSync(marker) || install(marker));
    return { python: join(VENV, "bin/python") };
  } catch (error) {
    return { missing: reason(error) };
  }
}

function install(marker: string): void {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: ROOT, stdio: "pipe", encoding: "utf8", timeout: STEP_TIMEOUT_MS });
  process.stderr.write("Installing Python packages into .venv; this takes about a minute the first time.\n");
  run("python3", "-m", "venv", VENV);
  const quietly = ["--quiet", "--disable-pip-version-check", "--retries", "1"];
  run(join(VENV, "bin/python"), "-m", "pip", "install", ...quietly, "-r", REQUIREMENTS);
  writeFileSync(marker, "");
}

/** Runs a step in one process at a time: jest starts several test files at once. */
function withLock(step: () => unknown): void {
  mkdirSync(VENV, { recursive: true });
  const lock = join(VENV, "installing");
  while (!takeLock(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  try {
    step();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    writeSync(openSync(lock, "wx"), String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    // One that was left by a process that died must not block for ever.
    if (holderIsGone(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function holderIsGone(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    // Empty for the moment between its creation and its writing.
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function reason(error: unknown): string {
  const { code, stderr, message } = error as { code?: string; stderr?: string; message: string };
  if (code === "ENOENT") return "there is no python3";
  const lines = (stderr || message).trim().split("\n");
  return `Python packages can't be installed: ${lines.at(-1)}`;
}
