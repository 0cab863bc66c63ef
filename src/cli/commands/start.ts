import { Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { simulateLoss } from "../actions/simulate-loss";
import type { Host } from "../host/host";
import { runStart } from "../host/run-start";
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
    .summary("synthesize, rehearse and simulate all systems, and say what to do next")
    .description(
      "Synthesizes the stacks of every system of the environment, has Terraform rehearse them, simulates the loss of the primary region, and prints what came out.",
    )
    .argument("[systems...]", "systems to check and to show (default: all)")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action(async (asked: string[], flags: Flags) => {
      const rehearsal = { provider: "mock", keep: false } as const;
      const json = flags.json ?? false;
      await runStart(host, { asked, rehearsal, simulate: simulateLoss, json }, (report) =>
        startText(report, host.stdout),
      );
    });
}
