import { Command, InvalidArgumentError } from "commander";
import { readFileSync } from "node:fs";
import { EXIT } from "../cli/actions/exit-codes";
import { MODEL_MIX, readMix, type Mix } from "./mix";
import { reportText } from "./report";
import { run } from "./run";
import { targetOf } from "./target";

interface Options {
  readonly url: string;
  readonly keyFile: string;
  readonly rate: number;
  readonly minutes: number;
  readonly rampMinutes: number;
  readonly mix: Mix;
  readonly viewers: number;
  readonly errorPercent: number;
  readonly confirmHost?: string;
  readonly json?: boolean;
}

const HELP = `
It writes viewers named "Load test", whose histories and sessions go with them when they are erased at the end, titles named load-test-*,
and events. Never point it at an environment with users in it.

Exit codes: ${EXIT.done} every stage was run, ${EXIT.failed} errors stopped it or it could not begin, ${EXIT.interrupted} Ctrl-C ended it, ${EXIT.usage} the command line is wrong.`;

new Command("load")
  .description(
    "Sends load to a deployed media database, and says what it answered and how much of the target that was.",
  )
  .requiredOption("--url <address>", "where the API is, such as https://mediadb.example.com")
  .requiredOption("--key-file <file>", "a file with an API key, and nothing else")
  .option("--rate <number>", "requests a second at the end of the ramp", number(1, 100_000), 50)
  .option("--minutes <number>", "how long at that rate", number(0.1, 600), 10)
  .option("--ramp-minutes <number>", "how long the rate rises before, in three steps", number(0, 600), 6)
  .option("--mix <weights>", "kinds of requests, such as readTitle=4,events=1", mix, MODEL_MIX)
  .option("--viewers <number>", "viewers that are made for it, and erased at the end", number(1, 10_000), 200)
  .option("--error-percent <number>", "errors of a second that end the run", number(0, 100), 5)
  .option("--confirm-host <host>", "the host of the address again, unless it is this machine")
  .option("--json", "print one JSON document on stdout")
  .addHelpText("after", HELP)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.done : EXIT.usage))
  .action((options: Options) =>
    load(options).catch((error: unknown) => {
      tell(error instanceof Error ? error.message : String(error));
      process.exitCode = EXIT.failed;
    }),
  )
  .parse();

async function load({ url, keyFile, confirmHost, errorPercent, json, ...plan }: Options): Promise<void> {
  const asked = { url: targetOf(url, confirmHost), key: keyIn(keyFile) };
  const interrupted = new AbortController();
  // A second one ends the program, and leaves the viewers.
  process.once("SIGINT", () => interrupted.abort());
  const { signal } = interrupted;
  const results = await run({ ...plan, asked, errorShare: errorPercent / 100, signal, tell });
  process.stdout.write(json ? `${JSON.stringify({ results }, null, 2)}\n` : reportText(results, plan.mix));
  if (signal.aborted) process.exitCode = EXIT.interrupted;
  else process.exitCode = results.some(({ stopped }) => stopped) ? EXIT.failed : EXIT.done;
}

function keyIn(file: string): string {
  const key = readFileSync(file, "utf8").trim();
  if (!/^\S+$/.test(key)) throw new Error(`${file} must contain one API key, and nothing else.`);
  return key;
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

function number(least: number, most: number): (text: string) => number {
  return (text) => {
    const given = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (given >= least && given <= most) return given;
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
  };
}

function mix(text: string): Mix {
  try {
    return readMix(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
