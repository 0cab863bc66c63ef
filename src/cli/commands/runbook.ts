import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { SITES, type Site } from "../../config/site";
import { MODES, type Mode } from "../../failover/plan/model";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import { runbook } from "../actions/runbook";
import type { Host } from "../host/host";
import { coloursFor } from "../host/output";
import { runbookText } from "../host/runbook-text";

interface Flags {
  readonly mode: Mode;
  readonly site?: Site;
  readonly output?: string;
}

const HELP = `
Needs neither credentials nor a network: print it today, and keep it where an outage does not reach.

Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)

Exit codes:
  ${EXIT.done}    printed
  ${EXIT.failed}    the input is wrong, or the file can't be written
  ${EXIT.usage}    the command line is wrong

Examples:
  STANDBY_ENV=prod npm run standby -- runbook payments
  STANDBY_ENV=prod npm run standby -- runbook payments --mode switchover --site primary --output failback.md`;

/** The command `runbook <system>`. Sets `process.exitCode` as `EXIT` says. */
export function runbookCommand(host: Host): Command {
  return new Command("runbook")
    .summary("the failover for a human, with the real names, for when nothing else works")
    .description(
      "Prints as Markdown how to start a failover, how to watch it, and how to do each step by hand if Step Functions " +
        "does not answer.",
    )
    .argument("<system>", "name of the system, e.g. payments")
    .addOption(
      new Option("--mode <mode>", "what is to be done; switchover at the site primary is the failback")
        .choices(MODES)
        .default("failover"),
    )
    .addOption(
      new Option(
        "--site <site>",
        "the site that takes over or stands by again (default: dr; primary for reprotect)",
      ).choices(SITES),
    )
    .option("--output <file>", "write it into a file instead of printing it")
    .addHelpText("after", HELP)
    .action((system: string, flags: Flags) => execute(host, system, flags));
}

function execute(host: Host, system: string, { mode, site, output }: Flags): void {
  const { root, variables, stdout, stderr, folder } = host;
  const report = runbook({ root, variables, systems }, { system, mode, site });
  process.exitCode = report.exitCode;
  if (!report.runbook) {
    stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
    return;
  }
  const text = runbookText(report.runbook);
  if (output === undefined) stdout.write(text);
  else writeTo(resolve(folder, output), text, host);
}

function writeTo(file: string, text: string, { stderr }: Host): void {
  try {
    writeFileSync(file, text);
    stderr.write(`Written to ${file}\n`);
  } catch (error) {
    stderr.write(`${coloursFor(stderr).red(`${file} can't be written: ${(error as Error).message}`)}\n`);
    process.exitCode = EXIT.failed;
  }
}
