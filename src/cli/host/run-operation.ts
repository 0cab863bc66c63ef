import { RegionalClients } from "../../aws/clients";
import { realClock } from "../../failover/operate/clock";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import type { OperationDependencies, Operator } from "../actions/failover/context";
import type { OperationEvent } from "../actions/failover/events";
import type { OperationReport } from "../actions/failover/report";
import { confirmTyped, type InputStream } from "./confirm";
import { createFollowProgress, type FollowProgress } from "./follow-progress";
import type { Host } from "./host";
import { interruptible } from "./interruption";
import { checksText, previewText, resultText } from "./operation-text";
import { coloursFor, type Colours } from "./output";
import { progressStyle } from "./progress";

/** What commands that move a system share beside the host; tests give their own. */
export interface OperationSurroundings {
  readonly dependencies: OperationDependencies;
  readonly input: InputStream;
}

/** How the command was called. */
export interface OperationFlags {
  readonly json?: boolean;
  readonly yes?: boolean;
}

/** The real AWS, the real time and the real terminal. */
export function realSurroundings({ root, variables }: Host): OperationSurroundings {
  // The SDK's version is pinned, so what its later versions need of Node is nothing to tell the user.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return {
    dependencies: {
      root,
      variables,
      systems,
      clock: realClock,
      clientsOf: (region, role) => new RegionalClients(region, {}, role),
    },
    input: process.stdin,
  };
}

/**
 * Runs an operation with progress, and prints its report. Sets `process.exitCode`.
 *
 * @param interrupted what to say after Ctrl-C, by whether an execution was running.
 * @param textOf what people get to read of the report.
 */
export async function runOperation<Report extends OperationReport>(
  host: Host,
  { input }: OperationSurroundings,
  { json = false, yes = false }: OperationFlags,
  work: (operator: Operator) => Promise<Report>,
  interrupted: (isRunning: boolean) => string,
  textOf: (report: Report, colours: Colours) => string = resultText,
): Promise<void> {
  const { stdout, stderr, variables } = host;
  const progress = createFollowProgress(progressStyle(json, host, variables), stderr);
  let isRunning = false;
  const outcome = await interruptible((signal) =>
    work({
      signal,
      onEvent: (event) => {
        if (event.type === "following" || event.type === "begun") isRunning = true;
        show(host, progress, json, event);
      },
      confirm: (confirmation) => confirmTyped(confirmation, yes, { input, output: stderr, signal }),
    }),
  ).finally(() => progress.stop());
  if (outcome.interrupted) {
    stderr.write(`${interrupted(isRunning)}\n`);
    process.exitCode = EXIT.interrupted;
    return;
  }
  const report = outcome.value;
  process.exitCode = report.exitCode;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report, coloursFor(stdout)));
  if (!json && report.failure) stderr.write(`\n${coloursFor(stderr).red(report.failure)}\n`);
}

function show({ stdout }: Host, progress: FollowProgress, json: boolean, event: OperationEvent): void {
  switch (event.type) {
    case "checked":
      progress.stop();
      if (!json) stdout.write(checksText(event.checks, coloursFor(stdout)));
      return;
    case "preview":
      if (!json) stdout.write(previewText(event.preview, event.deployment, coloursFor(stdout)));
      return;
    case "following":
      progress.stop();
      progress.say(
        `\n${event.isNew ? "Started" : "Following"} ${event.mode} in ${event.region}: ${event.arn}`,
      );
      return;
    case "begun":
    case "note":
      progress.say(event.text);
      return;
    default:
      progress.show(event);
  }
}
