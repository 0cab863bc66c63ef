import { Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { standbyCommand } from "../actions/failover/context";
import { reprotectSystem } from "../actions/failover/reprotect";
import type { Host } from "../host/host";
import { realSurroundings, runOperation } from "../host/run-operation";

interface Flags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly reason?: string;
  readonly breakLock?: boolean;
}

const HELP = `
What it does: starts the state machine of the site that does not serve, which waits for its database to follow again,
brings its service back to stand-by size, and starts nothing that serves callers. After an emergency takeover by the
primary site the record is handed back to the DR region first. A run that goes on already is followed.

It takes minutes, or up to hours where the database is rebuilt. Ctrl-C doesn't stop it.

Exit codes:
  ${EXIT.done}    the other site stands by again
  ${EXIT.failed}    it was not started, or it failed; run it again to go on
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C; what was started goes on in AWS

Example:
  npm run standby -- reprotect payments`;

/** The command `reprotect <system>`. Sets `process.exitCode` as `EXIT` says. */
export function reprotectCommand(host: Host, surroundings = realSurroundings): Command {
  return new Command("reprotect")
    .summary("let the site that does not serve stand by again")
    .description("Lets the site that does not serve stand by again, after a failover.")
    .argument("<system>", "name of the system, e.g. payments")
    .option("--dry-run", "check only; start nothing")
    .option("--reason <text>", "why, for the record and the mails")
    .option("--break-lock", "take a lock that nobody gives back")
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
      const again = standbyCommand(host.variables)(`reprotect ${system}`);
      await runOperation(
        host,
        environment,
        flags,
        (operator) => reprotectSystem(environment.dependencies, request, operator),
        (isRunning) =>
          isRunning
            ? `\nIt goes on in AWS. Follow it again: ${again}`
            : "\nInterrupted: nothing was started.",
      );
    });
}
