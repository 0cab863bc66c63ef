import { resolve } from "node:path";
import { Command } from "commander";
import { systems } from "../../systems";
import { cost } from "../actions/cost";
import { EXIT } from "../actions/exit-codes";
import { costText } from "../host/cost-text";
import type { Host } from "../host/host";
import { coloursFor } from "../host/output";

interface Flags {
  readonly json?: boolean;
  readonly usage?: string;
}

const HELP = `
Sizes are those of the environment. What a month brings (requests, data, logs) are assumptions; a JSON file
replaces any of them, for example {"requestsMillions": {"active": 50}, "database": {"storedGb": 400}}.
All are listed in docs/costs.md.

Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)

Exit codes:
  ${EXIT.done}    everything has a price, or a reason to be free
  ${EXIT.failed}    the input is wrong, or something is not priced: the totals lack it
  ${EXIT.usage}    the command line is wrong

Examples:
  npm run standby -- cost payments
  STANDBY_ENV=prod npm run standby -- cost --usage our-load.json`;

/** The command `cost [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function costCommand(host: Host): Command {
  return new Command("cost")
    .summary("what both sites cost in a month, from the synthesized stacks")
    .description(
      "Synthesizes the systems and prices what came out, in normal operation and after a failover.",
    )
    .argument("[systems...]", "systems to price (default: all of the environment)")
    .option(
      "--usage <file>",
      "JSON file with what a month brings (default: the assumptions of docs/costs.md)",
    )
    .option("--json", "print one JSON document on stdout, with every resource by itself")
    .addHelpText("after", HELP)
    .action((asked: string[], flags: Flags) => execute(host, asked, flags));
}

function execute(host: Host, asked: readonly string[], { json = false, usage }: Flags): void {
  const { root, variables, stdout, stderr, folder } = host;
  const report = cost(
    { root, variables, systems },
    { systems: asked, usageFile: usage === undefined ? undefined : resolve(folder, usage) },
  );
  process.exitCode = report.exitCode;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : costText(report, coloursFor(stdout)));
  if (!json && report.failure) stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
}
