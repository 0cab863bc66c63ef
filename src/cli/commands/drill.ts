import { resolve } from "node:path";
import { Option, type Command } from "commander";
import { SiteClient } from "../../functions/probe-site/site-client";
import { drill, type DrillDependencies } from "../actions/drill/drill";
import { EXIT } from "../actions/exit-codes";
import { drillText } from "../host/drill-text";
import type { Host } from "../host/host";
import { realSurroundings, type OperationFlags, type OperationSurroundings } from "../host/run-operation";
import { operationCommand } from "./operation-command";

interface Flags extends OperationFlags {
  readonly mode?: "switchover" | "failover";
  readonly stay?: boolean;
  readonly reportFolder: string;
}

const HELP = `
What it does: checks both sites; writes a canary each second through the public name; breaks the primary site (scaling
suspended, no tasks; not for a switchover); lets the state machine of the DR site take over; measures how long nobody could
write and what was lost; takes back what it broke; lets the primary site stand by again, moves back, lets the DR site stand
by again; writes a report. Plan for some hours: after a failover the old database is built anew.

It is real: callers are refused for minutes. What it breaks is taken back also after a failure or Ctrl-C. Run again, it goes
on with the way back.

Exit codes:
  ${EXIT.done}    both objectives are met, and the system is back where it was
  ${EXIT.failed}    an objective is missed, or something failed; the report says what
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C; a started takeover goes on in AWS

Examples:
  npm run standby -- drill payments
  npm run standby -- drill payments --mode switchover --report-folder /var/audit/drills`;

/** The real AWS and the real callers' way in. */
function drillSurroundings(host: Host): OperationSurroundings & { readonly dependencies: DrillDependencies } {
  const { dependencies, input } = realSurroundings(host);
  return {
    dependencies: { ...dependencies, siteClient: (origin) => new SiteClient(origin, CANARY_TIMEOUT_MS) },
    input,
  };
}

/** A canary without an answer by then counts as lost, in milliseconds. */
const CANARY_TIMEOUT_MS = 2_000;

/** The command `drill <system>`. Sets `process.exitCode` as `EXIT` says. */
export function drillCommand(host: Host, surroundings = drillSurroundings): Command {
  return operationCommand(host, surroundings, {
    name: "drill",
    summary: "fail over on purpose, measure it, move back, write a report",
    description: "Fails a system over on purpose, and measures what its callers see.",
    options: [
      new Option(
        "--mode <mode>",
        "switchover loses nothing; failover breaks the primary site, and may lose data",
      ).choices(["switchover", "failover"]),
      new Option("--stay", "leave the system at the DR site"),
      new Option("--report-folder <folder>", "where the report is written").default("drills"),
      new Option("--yes", "ask nothing; no answer for --mode failover in a protected environment"),
    ],
    help: HELP,
    operation: (system, { mode, stay, reportFolder }: Flags, { dependencies }, standby) => {
      const request = {
        system,
        ...(mode && { mode }),
        stays: stay ?? false,
        reportFolder: resolve(host.folder, reportFolder),
      };
      return {
        work: (operator) => drill(dependencies, request, operator),
        goesOn: `The takeover goes on in AWS: ${standby(`failover ${system} --follow`)}\nThen the way back: ${standby(`drill ${system}`)}`,
        nothing: "Interrupted: nothing was moved.",
        textOf: drillText,
      };
    },
  });
}
