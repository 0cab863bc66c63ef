import Table from "cli-table3";
import { Command } from "commander";
import {
  countChanges,
  type BootstrapProblem,
  type BootstrapReport,
  type ProgressEvent,
  type ReportEntry,
} from "../../state/report";
import { runBootstrap, type BootstrapDependencies } from "../actions/bootstrap";
import { EXIT } from "../actions/exit-codes";
import type { Failure } from "../actions/failure";

/** A stream that a command writes to. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person reads it on a terminal. */
  readonly isTTY?: boolean;
}

/** What the command needs from its surroundings. */
export interface CommandContext extends BootstrapDependencies {
  /** Gets the result. */
  readonly stdout: Output;
  /** Gets the progress and the problems. */
  readonly stderr: Output;
}

/** Width of the column of details, in characters. Longer ones are wrapped. */
const DETAIL_WIDTH = 56;

interface Flags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const HELP = `
Run it once before the first deployment, and again whenever you like: it changes only what differs.
In both regions it makes a KMS key, an S3 bucket and a DynamoDB lock table, and has S3 copy the primary's state
into the DR site's bucket. Credentials come from the usual places: AWS_PROFILE, the AWS_ACCESS_KEY_ID variables;
with deploymentRoleArn in the environment they take that role first.

Exit codes:
  ${EXIT.done}    everything is as it should be
  ${EXIT.failed}    there were problems; each is named
  ${EXIT.usage}    the command line is wrong
  ${EXIT.interrupted}  interrupted with Ctrl-C; running it again continues

Examples:
  npm run standby -- bootstrap payments --dry-run
  npm run standby -- bootstrap payments`;

/** The command `bootstrap <system>`. Sets `process.exitCode`. */
export function bootstrapCommand(host: CommandContext): Command {
  return new Command("bootstrap")
    .description("make or repair the buckets, lock tables and keys that hold a system's Terraform state")
    .argument("<system>", "name of the system, e.g. payments")
    .option("--dry-run", "say what would change, change nothing")
    .option("--json", "print one JSON document on stdout")
    .addHelpText("after", HELP)
    .action((system: string, flags: Flags) => execute(host, system, flags));
}

async function execute(host: CommandContext, system: string, flags: Flags): Promise<void> {
  // The SDK's version is pinned, so what its later versions need of Node is nothing to tell the user.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const interruption = new AbortController();
  // A second Ctrl-C finds no listener, and ends the process at once.
  const interrupt = () => {
    host.stderr.write("Stopping after the current step.\n");
    interruption.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    const { report, exitCode } = await runBootstrap(host, {
      system,
      dryRun: flags.dryRun ?? false,
      signal: interruption.signal,
      onProgress: (event) => host.stderr.write(`${progressLine(event)}\n`),
    });
    host.stdout.write(flags.json ? json(report) : resultText(report, host.stdout.isTTY ?? false));
    process.exitCode = exitCode;
  } catch (error) {
    // Anything else is a defect of Standby, and must show where it comes from.
    if (!hasProblems(error)) throw error;
    if (flags.json) host.stdout.write(json({ system, problems: error.problems }));
    else host.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.failed;
  } finally {
    process.off("SIGINT", interrupt);
  }
}

/** Whether it is a Failure or an EnvironmentError, which have the same shape. */
function hasProblems(error: unknown): error is Failure {
  return error instanceof Error && "problems" in error;
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function progressLine(event: ProgressEvent): string {
  switch (event.type) {
    case "entry": {
      const { region, kind, name, setting, action } = event.entry;
      return `${region}: ${kind} ${name}: ${setting}: ${action}`;
    }
    case "problem":
      return `PROBLEM ${problemText(event.problem)}`;
    case "waiting":
      return `${event.target.region}: waiting, since AWS does not know a change yet (${event.reason})`;
  }
}

function problemText({ region, kind, name, setting, message }: BootstrapProblem): string {
  const resource = kind ? `${kind} ${name}` : undefined;
  return [region, resource, setting, message].filter((part) => part !== undefined).join(": ");
}

function resultText(report: BootstrapReport, terminal: boolean): string {
  const changes = report.entries.filter(({ action }) => action !== "unchanged");
  const drawn = terminal ? drawTable(changes) : changes.map((entry) => `${changeLine(entry)}\n`).join("");
  const problems = report.problems.map((problem) => `PROBLEM ${problemText(problem)}\n`).join("");
  return `${drawn}${problems}${summary(report)}\n`;
}

function changeLine({ region, kind, name, setting, action, detail }: ReportEntry): string {
  return `${region}: ${kind} ${name}: ${setting}: ${action}: ${detail}`;
}

/** A table with a row for each resource, its name uncut, and below it a row for each of its changes. */
function drawTable(changes: readonly ReportEntry[]): string {
  if (changes.length === 0) return "";
  const table = new Table({
    head: ["setting", "action", "detail"],
    // No colours: the text carries the meaning by itself.
    style: { head: [], border: [], compact: true },
    colWidths: [null, null, DETAIL_WIDTH],
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const [resource, entries] of byResource(changes)) {
    table.push([{ colSpan: 3, content: resource }]);
    table.push(...entries.map(({ setting, action, detail }) => [`  ${setting}`, action, detail]));
  }
  return `${table.toString()}\n`;
}

function byResource(changes: readonly ReportEntry[]): Map<string, ReportEntry[]> {
  const groups = new Map<string, ReportEntry[]>();
  for (const entry of changes) {
    const resource = `${entry.region}: ${entry.kind} ${entry.name}`;
    groups.set(resource, [...(groups.get(resource) ?? []), entry]);
  }
  return groups;
}

function summary(report: BootstrapReport): string {
  const { system, environment, dryRun, stopped, entries, problems } = report;
  const what = `State backend of ${system} (${environment})`;
  const changes = countChanges(report);
  const asTheyAre = entries.length - changes;
  const counts = `${changes} ${dryRun ? "would be changed" : "changed"}, ${asTheyAre} unchanged`;
  if (stopped) return `${what}: interrupted. ${counts}. Run the same command again to continue.`;
  if (problems.length > 0) return `${what}: ${counts}, ${problems.length} with problems.`;
  if (changes === 0) return `${what}: nothing to change, all ${asTheyAre} settings are as they should be.`;
  return `${what}: ${counts}.`;
}
