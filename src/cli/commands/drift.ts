import { Command } from "commander";
import { systems } from "../../systems";
import { drift } from "../actions/drift";
import { EXIT } from "../actions/exit-codes";
import { driftText } from "../host/drift-text";
import type { Host } from "../host/host";
import { interruptible } from "../host/interruption";
import { coloursFor } from "../host/output";
import { createProgress, progressStyle } from "../host/progress";

interface Flags {
  readonly json?: boolean;
}

const HELP = `
Synthesizes the stacks and lets Terraform plan both of each system: it reads, changes nothing and takes no lock, so a
role that only reads is enough. Addresses and the names of arguments are printed, never values. Credentials come from
the usual places: AWS_PROFILE and its like.

What a failover leaves by design, until the site is protected again, is marked.

Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)

Exit codes, as of terraform plan -detailed-exitcode:
  ${EXIT.done}    in step: what is deployed is what the source says
  ${EXIT.failed}    a stack could not be planned, or the input or the command line is wrong
  ${EXIT.drifted}    something differs
  ${EXIT.interrupted}  interrupted with Ctrl-C

Examples:
  STANDBY_ENV=prod npm run standby -- drift payments
  STANDBY_ENV=prod npm run standby -- drift --json`;

/** The command `drift [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function driftCommand(host: Host): Command {
  return new Command("drift")
    .summary("whether what is deployed is what the source says")
    .description("Plans both stacks of the systems, and tells what Terraform would change and why.")
    .argument("[systems...]", "systems to look at (default: all of the environment)")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action((asked: string[], flags: Flags) => execute(host, asked, flags));
}

async function execute(host: Host, asked: readonly string[], { json = false }: Flags): Promise<void> {
  const { root, outdir, variables, run, stdout, stderr } = host;
  const progress = createProgress(progressStyle(json, host, variables), stderr);
  const outcome = await interruptible((signal) =>
    drift(
      { root, outdir, variables, systems, run },
      { systems: asked, signal, onEvent: (event) => progress.show(event) },
    ),
  );
  if (outcome.interrupted) {
    stderr.write("Interrupted. Nothing was changed.\n");
    process.exitCode = EXIT.interrupted;
    return;
  }
  const report = outcome.value;
  process.exitCode = report.exitCode;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : driftText(report, coloursFor(stdout)));
  if (!json && report.failure) stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
}
