import { Command, Option } from "commander";
import { standbyCommand } from "../actions/failover/context";
import type { Operator } from "../actions/failover/context";
import type { OperationReport } from "../actions/failover/report";
import type { Host } from "../host/host";
import { runOperation, type OperationFlags, type OperationSurroundings } from "../host/run-operation";
import type { Colours } from "../host/output";

/** Flags of commands that start something in AWS. */
export interface StartFlags extends OperationFlags {
  readonly dryRun?: boolean;
  readonly reason?: string;
  readonly breakLock?: boolean;
}

/** What a command does when it is called. */
export interface CalledOperation<Report> {
  readonly work: (operator: Operator) => Promise<Report>;
  /** What to say after Ctrl-C while something goes on in AWS. */
  readonly goesOn: string;
  /** The same where nothing does. @default "Interrupted: nothing was started." */
  readonly nothing?: string;
  /** What people get to read of the report. @default - runs and what comes next */
  readonly textOf?: (report: Report, colours: Colours) => string;
}

/** A command that works on one system in AWS. */
export interface OperationCommand<Flags, Surroundings, Report> {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Beside `--json`, in the order of the help. */
  readonly options: readonly Option[];
  /** What follows the options in the help. */
  readonly help: string;
  /** @param standby writes a command of Standby as a user types it. */
  readonly operation: (
    system: string,
    flags: Flags,
    surroundings: Surroundings,
    standby: (args: string) => string,
  ) => CalledOperation<Report>;
}

/** Options that such commands share. */
export const OPTIONS = {
  dryRun: () => new Option("--dry-run", "check, and say what would happen; start nothing"),
  reason: () => new Option("--reason <text>", "why, for the record and the mails"),
  breakLock: () => new Option("--break-lock", "stop what runs already, and take its lock"),
  yes: () => new Option("--yes", "ask nothing"),
};

/** Makes a command that works on one system in AWS. It sets `process.exitCode` as `EXIT` says. */
export function operationCommand<
  Flags extends OperationFlags,
  Surroundings extends OperationSurroundings,
  Report extends OperationReport,
>(
  host: Host,
  surroundingsOf: (host: Host) => Surroundings,
  { name, summary, description, options, help, operation }: OperationCommand<Flags, Surroundings, Report>,
): Command {
  const command = new Command(name)
    .summary(summary)
    .description(description)
    .argument("<system>", "name of the system, e.g. payments");
  for (const option of options) command.addOption(option);
  return command
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", help)
    .action(async (system: string, flags: Flags) => {
      const surroundings = surroundingsOf(host);
      const standby = standbyCommand(host.variables);
      const { work, goesOn, nothing, textOf } = operation(system, flags, surroundings, standby);
      const interrupted = (isRunning: boolean) =>
        `\n${isRunning ? goesOn : (nothing ?? "Interrupted: nothing was started.")}`;
      await runOperation(host, surroundings, flags, work, interrupted, textOf);
    });
}

/** What the flags ask of every operation that starts something. */
export function startRequest(system: string, { dryRun, reason, breakLock }: StartFlags) {
  return {
    system,
    ...(reason !== undefined && { reason }),
    isDryRun: dryRun ?? false,
    breakLock: breakLock ?? false,
  };
}
