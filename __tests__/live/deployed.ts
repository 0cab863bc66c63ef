import { lookup } from "node:dns/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runCli } from "../cli/support";

/** Addresses that are routed in private networks only (RFC 1918). */
const PRIVATE = /^(10|172\.(1[6-9]|2\d|3[01])|192\.168)\./;

const POLL_MILLISECONDS = 5_000;

/** The region that an ARN names. */
export function regionOfArn(arn: string | undefined): string {
  return String(arn?.split(":")[3]);
}

/** The addresses of a host that do not lie in a private network. */
export async function publicAddressesOf(host: string): Promise<string[]> {
  const addresses = await lookup(host, { all: true });
  return addresses.map(({ address }) => address).filter((address) => !PRIVATE.test(address));
}

/** What `standby status` says of a system that could fail over now, with its copies as fresh as promised. */
export const PROTECTED = {
  exitCode: 0,
  failure: "",
  systems: [{ verdict: { state: "protected", reasons: [] } }],
};

/** What `standby status --json` says of a system of the environment that the user has chosen, and its exit code. */
export function statusOf(system: string): Promise<object> {
  return jsonOf(["status", system]);
}

/** What a command of `standby` says with `--json` in the environment that the user has chosen, and its exit code. */
export async function jsonOf(args: readonly string[]): Promise<object> {
  const outdir = mkdtempSync(join(tmpdir(), "standby-live-"));
  const run = await runCli([...args, "--json"], outdir, choiceOfUser());
  rmSync(outdir, { recursive: true, force: true });
  return { exitCode: run.exitCode, ...(JSON.parse(run.stdout) as object) };
}

/** Asks again until there is an answer; undefined where none came in time. */
export async function eventually<T>(
  seconds: number,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) return answer;
    await sleep(POLL_MILLISECONDS);
  }
}

/** Which environment is deployed, as the user says it. Credentials are inherited. */
function choiceOfUser(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("STANDBY_")));
}
