import { Command, InvalidArgumentError, Option } from "commander";
import { DEFAULTS } from "../../failover/simulation/defaults";
import { SCENARIOS } from "../../failover/simulation/scenarios";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import { simulateSystem, type SimulateRequest } from "../actions/simulate";
import type { Host } from "../host/host";
import { interruptible } from "../host/interruption";
import { coloursFor } from "../host/output";
import { simulationProgress } from "../host/simulation-progress";
import { simulateText } from "../host/simulate-text";

interface Flags {
  readonly scenario: string;
  readonly explore?: boolean;
  readonly runs: number;
  readonly seed: number;
  readonly run?: number;
  readonly humanMinutes: number;
  readonly leastMet?: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly timeline?: boolean;
}

const HELP = `
Scenarios:
${SCENARIOS.map(({ name, summary }) => `  ${name.padEnd(15)}${summary}`).join("\n")}

On a virtual clock, from the stacks that would be deployed: the state machines' own definitions are run, against a model of
AWS. Nothing is asked of AWS. What is modelled and what is not: docs/simulation.md. A seed and the number of a run make that
run: it comes out the same again.

Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)

Exit codes:
  ${EXIT.done}    every invariant held in every run
  ${EXIT.failed}    an invariant was violated (seed, run and timeline are printed), the objectives were met in fewer runs than
       --least-met asks for, or the input is wrong
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C

Examples:
  npm run standby -- simulate payments
  npm run standby -- simulate payments --scenario gray-failure --runs 200 --seed 7
  npm run standby -- simulate payments --scenario region-loss --seed 1 --run 17
  npm run standby -- simulate payments --scenario region-loss --least-met 99
  npm run standby -- simulate payments --explore`;

/** The command `simulate <system>`. Sets `process.exitCode` as `EXIT` says. */
export function simulateCommand(host: Host): Command {
  return new Command("simulate")
    .summary("measure failovers on a virtual clock, again and again")
    .description("Simulates failures of a system, and measures how long nobody can write and what is lost.")
    .argument("<system>", "name of the system, e.g. payments")
    .addOption(
      new Option("--scenario <scenario>", "what fails")
        .choices(SCENARIOS.map(({ name }) => name))
        .default("region-loss"),
    )
    .addOption(
      new Option(
        "--explore",
        "break every state of the state machines in every way, and start again",
      ).conflicts(["scenario", "run"]),
    )
    .option("--runs <n>", "how many runs", wholeNumber(1), DEFAULTS.runs)
    .option("--seed <n>", "another seed, other runs", wholeNumber(0), DEFAULTS.seed)
    .option("--run <k>", "only the run of this number, with its timeline", wholeNumber(0))
    .option("--human-minutes <m>", "from a page until a human decides", minutes, DEFAULTS.humanMinutes)
    .addOption(
      new Option("--least-met <percent>", "fail where fewer of the runs meet both objectives")
        .argParser(percent)
        .conflicts("explore"),
    )
    .option("--timeline", "print the timeline of the median run")
    .option("--verbose", "print one line for each run")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action((system: string, flags: Flags) => execute(host, system, flags));
}

async function execute(host: Host, system: string, flags: Flags): Promise<void> {
  const { root, variables, stdout, stderr } = host;
  const { json = false, verbose = false, timeline = false, runs, seed, run, humanMinutes } = flags;
  const request: SimulateRequest = {
    system,
    what: flags.explore ? "explore" : flags.scenario,
    runs,
    seed,
    only: run,
    humanMinutes,
    leastMetPercent: flags.leastMet,
  };
  const progress = simulationProgress(json, host);
  const work = (signal: AbortSignal) =>
    simulateSystem({ root, variables, systems }, request, { signal, onProgress: progress.show });
  const ended = await interruptible(work).finally(progress.end);
  if (ended.interrupted) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  const report = ended.value;
  process.exitCode = report.exitCode;
  const asks = { verbose, timeline: timeline || run !== undefined };
  stdout.write(
    json ? `${JSON.stringify(report, null, 2)}\n` : simulateText(report, asks, coloursFor(stdout)),
  );
  if (!json && report.failure) stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
}

function wholeNumber(least: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`);
  };
}

function minutes(text: string): number {
  const number = Number(text);
  if (number >= 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError("It must be a number of minutes from 0 on.");
}

function percent(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 100) return number;
  throw new InvalidArgumentError("It must be a number from 0 to 100.");
}
