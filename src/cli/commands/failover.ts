import { Option, type Command } from "commander";
import { SITES, type Site } from "../../config/site";
import { EXIT } from "../actions/exit-codes";
import { failover, followFailover } from "../actions/failover/failover";
import type { Host } from "../host/host";
import { realSurroundings } from "../host/run-operation";
import { operationCommand, OPTIONS, startRequest, type StartFlags } from "./operation-command";

interface Flags extends StartFlags {
  readonly to?: Site;
  readonly switchover?: boolean;
  readonly follow?: boolean;
  readonly drRegionLost?: boolean;
  readonly acceptStaleData?: boolean;
}

const HELP = `
What it does: checks both sites, says which steps will be done and what may be lost, has you type the system's name,
starts the state machine of the site that takes over, and follows it. The state machine does the work in AWS: Ctrl-C, or
a closed laptop, doesn't stop it.

Which one:
  the active region is gone or ill          standby failover payments
  both sites work                           standby failover payments --switchover      (nothing is lost)
  back to the primary site                  standby failback payments                   (nothing is lost)
  the DR region is lost, primary goes on    standby failover payments --to primary --dr-region-lost

Exit codes:
  ${EXIT.done}    the other site serves; after --dry-run: it could
  ${EXIT.failed}    it was not started, or it failed; run it again to go on from where it stopped
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C; what was started goes on in AWS

Examples:
  npm run standby -- failover payments --dry-run
  npm run standby -- failover payments --reason "us-east-1 is down, incident 4711"
  npm run standby -- failover payments --follow`;

/** The command `failover <system>`. Sets `process.exitCode` as `EXIT` says. */
export function failoverCommand(host: Host, surroundings = realSurroundings): Command {
  return operationCommand(host, surroundings, {
    name: "failover",
    summary: "move a system to its other site",
    description: "Moves a system to the site that stands by, by the state machine of that site.",
    options: [
      new Option("--to <site>", "the site that takes over (default: the one that is not active)").choices(
        SITES,
      ),
      OPTIONS.dryRun(),
      new Option("--switchover", "without loss, while both sites work"),
      OPTIONS.reason(),
      OPTIONS.breakLock(),
      new Option(
        "--dr-region-lost",
        "with --to primary: the DR region is lost, let the primary site go on without it",
      ),
      new Option(
        "--accept-stale-data",
        "take over with a database or files that have stopped following the other site: what they lack is lost",
      ),
      new Option("--follow", "start nothing: follow what runs now, or show how the last one went"),
      OPTIONS.yes(),
    ],
    help: HELP,
    operation: (system, flags: Flags, { dependencies }, standby) => {
      const { to, switchover, drRegionLost, acceptStaleData, follow } = flags;
      const request = {
        ...startRequest(system, flags),
        ...(to && { target: to }),
        isSwitchover: switchover ?? false,
        isDrRegionLost: drRegionLost ?? false,
        acceptsStale: acceptStaleData ?? false,
      };
      return {
        work: (operator) =>
          follow
            ? followFailover(dependencies, { system }, operator)
            : failover(dependencies, request, operator),
        goesOn: `It goes on in AWS. Follow it again: ${standby(`failover ${system} --follow`)}`,
      };
    },
  });
}
