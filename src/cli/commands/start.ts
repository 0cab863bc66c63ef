import { Command } from "commander";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import { start } from "../actions/start";
import type { Host } from "../host/host";
import { interruptible } from "../host/interruption";
import { coloursFor } from "../host/output";
import { createProgress, progressStyle } from "../host/progress";
import { startText } from "../host/start-text";

interface Flags {
  readonly json?: boolean;
}

const HELP = `
Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)
  TERRAFORM_BINARY_NAME    the Terraform to use, for example tofu (default: terraform)
  CDKTF_OUTDIR             where the stacks are written to (default: cdktf.out)

Exit codes:
  ${EXIT.done}    everything is done
  ${EXIT.failed}    the input is wrong, or a check failed
  ${EXIT.usage}    the command line is wrong
  ${EXIT.skipped}    done, except for what was skipped because a prerequisite is missing
  ${EXIT.interrupted}  interrupted with Ctrl-C

Examples:
  npm start
  npm start payments
  npm --silent start -- --json`;

/** The command `start [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function startCommand(host: Host): Command {
  return new Command("start")
    .summary("synthesize all stacks, check them, and say what to do next")
    .description(
      "Synthesizes the stacks of every system of the environment, has Terraform check them, and prints what came out.",
    )
    .argument("[systems...]", "systems to check and to show (default: all)")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action((asked: string[], flags: Flags) => execute(host, asked, flags.json ?? false));
}

async function execute(host: Host, asked: readonly string[], json: boolean): Promise<void> {
  const { stdout, stderr, root, outdir, variables, run } = host;
  const progress = createProgress(progressStyle(json, host, variables), stderr);
  const dependencies = { root, outdir, variables, systems, node: process.versions.node, run };
  const outcome = await interruptible((signal) =>
    start(dependencies, { systems: asked, signal, onEvent: (event) => progress.show(event) }),
  );
  if (outcome.interrupted) {
    stderr.write("Interrupted. What is written may be incomplete: run the same command again.\n");
    process.exitCode = EXIT.interrupted;
    return;
  }
  const report = outcome.value;
  process.exitCode = report.exitCode;
  if (json) {
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  stdout.write(startText(report, stdout));
  if (report.failure) stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
}
