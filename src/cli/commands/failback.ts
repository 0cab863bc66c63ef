import { Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { standbyCommand } from "../actions/failover/context";
import { failback } from "../actions/failover/failback";
import type { Host } from "../host/host";
import { realSurroundings, runOperation } from "../host/run-operation";

interface Flags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly reason?: string;
  readonly breakLock?: boolean;
}

const HELP = `
What it does: checks that both sites work and that the primary's database has caught up, has you type the system's name,
switches over without loss, and lets the DR site stand by again. Take an hour with little traffic: writes are refused for
some minutes.

Before it: the primary site must stand by again (standby reprotect), which takes up to hours after a failover.

Exit codes:
  ${EXIT.done}    the primary site serves, and the DR site stands by; after --dry-run: it could
  ${EXIT.failed}    it was not started, or it failed; run it again to go on from where it stopped
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C; what was started goes on in AWS, and running it again continues

Examples:
  npm run standby -- failback payments --dry-run
  npm run standby -- failback payments`;

/** The command `failback <system>`. Sets `process.exitCode` as `EXIT` says. */
export function failbackCommand(host: Host, surroundings = realSurroundings): Command {
  return new Command("failback")
    .summary("move a system back to its primary site, without loss")
    .description("Moves a system back to its primary site without loss, and lets the DR site stand by again.")
    .argument("<system>", "name of the system, e.g. payments")
    .option("--dry-run", "check, and say what would happen; start nothing")
    .option("--reason <text>", "why, for the record and the mails")
    .option("--break-lock", "stop what runs already, and take its lock")
    .option("--yes", "ask nothing")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action(async (system: string, { dryRun, reason, breakLock, ...flags }: Flags) => {
      const environment = surroundings(host);
      const request = {
        system,
        ...(reason !== undefined && { reason }),
        isDryRun: dryRun ?? false,
        breakLock: breakLock ?? false,
      };
      const again = standbyCommand(host.variables)(`failback ${system}`);
      await runOperation(
        host,
        environment,
        flags,
        (operator) => failback(environment.dependencies, request, operator),
        (isRunning) =>
          isRunning
            ? `\nIt goes on in AWS. When it has ended, do the rest: ${again}`
            : "\nInterrupted: nothing was started.",
      );
    });
}
