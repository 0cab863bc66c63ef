import { Command, Option } from "commander";
import { SITES, type Site } from "../../config/site";
import { EXIT } from "../actions/exit-codes";
import { standbyCommand } from "../actions/failover/context";
import { failover, followFailover } from "../actions/failover/failover";
import type { Host } from "../host/host";
import { realSurroundings, runOperation } from "../host/run-operation";

interface Flags {
  readonly to?: Site;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly reason?: string;
  readonly breakLock?: boolean;
  readonly switchover?: boolean;
  readonly follow?: boolean;
  readonly drRegionLost?: boolean;
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
  return new Command("failover")
    .summary("move a system to its other site")
    .description("Moves a system to the site that stands by, by the state machine of that site.")
    .argument("<system>", "name of the system, e.g. payments")
    .addOption(
      new Option("--to <site>", "the site that takes over (default: the one that is not active)").choices(
        SITES,
      ),
    )
    .option("--dry-run", "check, and say what would happen; start nothing")
    .option("--switchover", "without loss, while both sites work")
    .option("--reason <text>", "why, for the record and the mails")
    .option("--break-lock", "stop what runs already, and take its lock")
    .option(
      "--dr-region-lost",
      "with --to primary: the DR region is lost, let the primary site go on without it",
    )
    .option("--follow", "start nothing: follow what runs now, or show how the last one went")
    .option("--yes", "ask nothing")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action((system: string, flags: Flags) => execute(host, system, flags, surroundings));
}

async function execute(host: Host, system: string, flags: Flags, surroundingsOf: typeof realSurroundings) {
  const surroundings = surroundingsOf(host);
  const { dependencies } = surroundings;
  const { to, dryRun, switchover, drRegionLost, reason, breakLock } = flags;
  const request = {
    system,
    ...(to && { target: to }),
    ...(reason !== undefined && { reason }),
    isDryRun: dryRun ?? false,
    isSwitchover: switchover ?? false,
    isDrRegionLost: drRegionLost ?? false,
    breakLock: breakLock ?? false,
  };
  const follow = standbyCommand(host.variables)(`failover ${system} --follow`);
  await runOperation(
    host,
    surroundings,
    flags,
    (operator) =>
      flags.follow
        ? followFailover(dependencies, { system }, operator)
        : failover(dependencies, request, operator),
    (isRunning) =>
      isRunning ? `\nIt goes on in AWS. Follow it again: ${follow}` : "\nInterrupted: nothing was started.",
  );
}
