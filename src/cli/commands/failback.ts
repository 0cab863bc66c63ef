import type { Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { failback } from "../actions/failover/failback";
import type { Host } from "../host/host";
import { realSurroundings } from "../host/run-operation";
import { operationCommand, OPTIONS, startRequest, type StartFlags } from "./operation-command";

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
  return operationCommand(host, surroundings, {
    name: "failback",
    summary: "move a system back to its primary site, without loss",
    description: "Moves a system back to its primary site without loss, and lets the DR site stand by again.",
    options: [OPTIONS.dryRun(), OPTIONS.reason(), OPTIONS.breakLock(), OPTIONS.yes()],
    help: HELP,
    operation: (system, flags: StartFlags, { dependencies }, standby) => ({
      work: (operator) => failback(dependencies, startRequest(system, flags), operator),
      goesOn: `It goes on in AWS. When it has ended, do the rest: ${standby(`failback ${system}`)}`,
    }),
  });
}
