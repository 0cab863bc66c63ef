import { Command, InvalidArgumentError } from "commander";
import { EXIT } from "../cli/actions/exit-codes";
import { benchCases, type BenchCase } from "./cases";
import { measure, type Measurement } from "./measure";
import { benchText } from "./print";
import { summarize } from "./results";
import { findings } from "./targets";

interface Options {
  readonly runs: number;
  readonly copies: readonly number[];
  readonly case: readonly string[];
  readonly warmUp: boolean;
  readonly json?: boolean;
}

const HELP = `
Times are wall times, from start to exit. Peak memory is the sum of the largest resident sets of all Node processes
of a case, as they report them at their end: an upper bound. The synthesis per stack leaves out starting Node and
loading modules. The bare app is "tsx main.ts", the empty app two empty stacks run alike.

Exit codes: ${EXIT.done} all targets are met, ${EXIT.failed} one is missed or a case fails, ${EXIT.usage} the command line is wrong.`;

const program = new Command("bench")
  .description("Measures how long a synthesis takes and how much memory it needs, beside an empty CDKTF app.")
  .option("--runs <number>", "how often each case is run", count, 5)
  .option("--copies <numbers>", "how often the systems are repeated, ascending", counts, [1, 5, 25])
  .option("--case <name>", "measure this case only, as the table calls it; may be repeated", collect, [])
  .option("--no-warm-up", "measure at once, with what fills the caches in the first round")
  .option("--json", "print one JSON document on stdout")
  .addHelpText("after", HELP)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.done : EXIT.usage))
  .action(bench);

async function bench({ runs, copies, case: asked, warmUp, json }: Options): Promise<void> {
  const cases = chosen(benchCases(copies), asked);
  const measured = new Map(cases.map(({ name }) => [name, [] as Measurement[]]));
  if (warmUp) {
    progress("warming up");
    // Fills tsx's cache and the file system's; the CLI's cases run the same files.
    for (const { usesCli, argsFor } of cases) if (!usesCli) await measure(argsFor);
  }
  // Round by round, not case by case: noise then hits all alike.
  for (let round = 1; round <= runs; round++) {
    progress(`round ${round} of ${runs}`);
    for (const { name, argsFor } of cases) measured.get(name)?.push(await measure(argsFor));
  }
  const results = [...measured].map(([name, all]) => summarize(name, all));
  const found = findings(results, copies);
  process.stdout.write(
    json ? `${JSON.stringify({ results, findings: found }, null, 2)}\n` : benchText(results, found),
  );
  process.exitCode = found.every(({ met }) => met) ? EXIT.done : EXIT.failed;
}

function chosen(cases: readonly BenchCase[], asked: readonly string[]): readonly BenchCase[] {
  const names = cases.map(({ name }) => name);
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    program.error(`error: there is no case "${unknown.join('", "')}"; cases: ${names.join("; ")}`);
  }
  return asked.length > 0 ? cases.filter(({ name }) => asked.includes(name)) : cases;
}

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("It must be a number from 1 to 9999.");
  return Number(text);
}

function counts(text: string): number[] {
  const numbers = text.split(",").map(count);
  const ascending = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  if (!ascending) throw new InvalidArgumentError("The numbers must ascend.");
  return numbers;
}

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT.failed;
});
