import { Option, type Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { reprotectSystem } from "../actions/failover/reprotect";
import type { Host } from "../host/host";
import { realSurroundings } from "../host/run-operation";
import { operationCommand, OPTIONS, startRequest, type StartFlags } from "./operation-command";

const HELP = `
What it does: starts the state machine of the site that does not serve, which waits for its database to follow again,
brings its service back to stand-by size, and starts nothing that serves callers. After an emergency takeover by the
primary site the record is handed back to the DR region first. A run that goes on already is followed.

An instance of RDS that has taken writes can't follow again: it is deleted after a final snapshot, and made anew. You
are asked before. Where the system has a file system, an apply of the primary stack lets it be copied again afterwards.

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
  return operationCommand(host, surroundings, {
    name: "reprotect",
    summary: "let the site that does not serve stand by again",
    description: "Lets the site that does not serve stand by again, after a failover.",
    options: [
      new Option("--dry-run", "check only; start nothing"),
      OPTIONS.reason(),
      new Option("--break-lock", "take a lock that nobody gives back"),
      OPTIONS.yes(),
    ],
    help: HELP,
    operation: (system, flags: StartFlags, { dependencies }, standby) => ({
      work: (operator) => reprotectSystem(dependencies, startRequest(system, flags), operator),
      goesOn: `It goes on in AWS. Follow it again: ${standby(`reprotect ${system}`)}`,
    }),
  });
}
