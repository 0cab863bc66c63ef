import { Command, InvalidArgumentError } from "commander";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import { realWorld, status } from "../actions/status";
import type { Host } from "../host/host";
import { coloursFor } from "../host/output";
import { statusText } from "../host/status-text";

interface Flags {
  readonly json?: boolean;
  readonly regionTimeout: number;
}

/** How long a region is waited for, in seconds. */
const REGION_TIMEOUT_SECONDS = 5;

const HELP = `
Reads only. Every question is asked at once and has a time of its own, so a lost region hides nothing of the other:
what it would have said is shown as "no answer". Credentials come from the usual places: AWS_PROFILE and its like.

Environment variables:
  STANDBY_ENV              the environment: a file in environments/ (default: dev)

Exit codes:
  ${EXIT.done}    protected: the active site serves, and the other one could take over
  ${EXIT.failed}    not protected, not serving, a failover runs, or nobody can tell
  ${EXIT.usage}    the command line is wrong

Examples:
  STANDBY_ENV=prod npm run standby -- status payments
  STANDBY_ENV=prod npm run standby -- status --json --region-timeout 10`;

/** The command `status [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function statusCommand(host: Host): Command {
  return new Command("status")
    .summary("who serves, and whether the other site could take over now")
    .description(
      "Asks both regions about roles, traffic, database, services, images, quotas, alarms and drills.",
    )
    .argument("[systems...]", "systems to ask about (default: all of the environment)")
    .option("--json", "print one JSON document on stdout, with every answer")
    .option(
      "--region-timeout <seconds>",
      "how long a region is waited for",
      positiveSeconds,
      REGION_TIMEOUT_SECONDS,
    )
    .addHelpText("after", HELP)
    .action((asked: string[], flags: Flags) => execute(host, asked, flags));
}

async function execute(
  host: Host,
  asked: readonly string[],
  { json = false, regionTimeout }: Flags,
): Promise<void> {
  const { root, variables, stdout, stderr } = host;
  // The SDK's version is pinned, so what its later versions need of Node is nothing to tell the user.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const timeoutMs = regionTimeout * 1_000;
  const dependencies = { root, variables, systems };
  const report = await status(dependencies, { systems: asked, timeoutMs }, realWorld(timeoutMs));
  process.exitCode = report.exitCode;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : statusText(report, coloursFor(stdout)));
  if (!json && report.failure) stderr.write(`${coloursFor(stderr).red(report.failure)}\n`);
}

function positiveSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError("It must be a number of seconds above 0.");
}
