import { Command } from "commander";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import { objectives } from "../actions/objectives";
import type { Host } from "../host/host";
import { objectivesText } from "../host/objectives-text";
import { coloursFor } from "../host/output";

const HELP = `
Everything is computed from the stacks that would be deployed: nothing is asked of AWS. A recovery time is the
critical path: detection, the steps until the switch opens, and what carries callers over. The worst case counts
every timeout in full. Each figure is graded: measured by us, published by AWS or others, or assumed.

Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)

Exit codes:
  ${EXIT.done}    every expected case meets its objective; worst cases that don't are warnings
  ${EXIT.failed}    an expected case misses its objective without a waiver, or the input is wrong
  ${EXIT.usage}    the command line is wrong

Examples:
  npm run standby -- objectives payments
  STANDBY_ENV=prod npm run standby -- objectives --json`;

/** The command `objectives [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function objectivesCommand(host: Host): Command {
  return new Command("objectives")
    .summary("how long failovers take and what they lose, beside the objectives")
    .description("Computes expected and worst recovery times and recovery points from the failover plans.")
    .argument("[systems...]", "systems to look at (default: all of the environment)")
    .option("--json", "print one JSON document on stdout")
    .addHelpText("after", HELP)
    .action((asked: string[], flags: { readonly json?: boolean }) => execute(host, asked, flags));
}

function execute(host: Host, asked: readonly string[], { json = false }: { readonly json?: boolean }): void {
  const { root, variables, stdout, stderr } = host;
  const report = objectives({ root, variables, systems }, asked);
  process.exitCode = report.exitCode;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : objectivesText(report, coloursFor(stdout)));
  if (!json && report.failure) stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
}
