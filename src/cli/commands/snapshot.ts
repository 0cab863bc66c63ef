import { InvalidArgumentError, Option, type Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { KEEP_DAYS, snapshot } from "../actions/snapshot";
import type { Host } from "../host/host";
import { realSurroundings, type OperationFlags } from "../host/run-operation";
import { snapshotText } from "../host/snapshot-text";
import { operationCommand } from "./operation-command";

interface Flags extends OperationFlags {
  readonly wait: boolean;
  readonly prune?: boolean;
  readonly keepDays: number;
}

const HELP = `
What it does: takes a manual snapshot of the active site's database, tagged Purpose=pre-deployment and Date=YYYYMMDD, and
waits until it can be restored. Run it before a deployment or a migration of the schema. --prune deletes older snapshots of
this kind and of this database afterwards, and no others; in a protected environment they are kept for ${KEEP_DAYS} days at least.

Exit codes:
  ${EXIT.done}    the snapshot can be restored; with --no-wait: it is being made
  ${EXIT.failed}    it could not be made
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C; RDS goes on with a snapshot that was begun

Examples:
  STANDBY_ENV=prod npm run standby -- snapshot payments
  STANDBY_ENV=prod npm run standby -- snapshot payments --prune`;

/** The command `snapshot <system>`. Sets `process.exitCode` as `EXIT` says. */
export function snapshotCommand(host: Host, surroundings = realSurroundings): Command {
  return operationCommand(host, surroundings, {
    name: "snapshot",
    summary: "take a snapshot of the database before a deployment",
    description: "Takes a snapshot of the active site's database, to go back to after a deployment.",
    options: [
      new Option("--no-wait", "do not wait until it can be restored"),
      new Option("--prune", "delete snapshots of this kind that are older than --keep-days"),
      new Option("--keep-days <days>", "how old snapshots may become")
        .default(KEEP_DAYS)
        .argParser(wholeDays),
    ],
    help: HELP,
    operation: (system, { wait, prune, keepDays }: Flags, { dependencies }) => ({
      work: (operator) =>
        snapshot(dependencies, { system, waits: wait, prunes: prune ?? false, keepDays }, operator),
      goesOn: "RDS goes on with the snapshot.",
      textOf: snapshotText,
    }),
  });
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1) return days;
  throw new InvalidArgumentError("It must be a whole number of days above 0.");
}
