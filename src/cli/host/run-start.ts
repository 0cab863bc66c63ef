import { rehearseSystems } from "../../rehearsal/rehearse-systems";
import { systems } from "../../systems";
import { EXIT } from "../actions/exit-codes";
import { start, type RehearsalRequest, type StartDependencies } from "../actions/start";
import type { StartReport } from "../actions/start-report";
import type { Host } from "./host";
import { interruptible } from "./interruption";
import { coloursFor } from "./output";
import { createProgress, progressStyle } from "./progress";

/** What the action `start` works on, in this process. */
export function startDependencies({ root, outdir, variables, run }: Host): StartDependencies {
  return { root, outdir, variables, systems, node: process.versions.node, run, rehearse: rehearseSystems };
}

/** What the user asked for on the command line. */
export interface StartFlags {
  /** Names of systems; all when empty. */
  readonly asked: readonly string[];
  readonly rehearsal: RehearsalRequest;
  /** Simulates the loss of the primary region. @default - nothing is simulated */
  readonly simulate?: StartDependencies["simulate"];
  /** Whether the report is printed as JSON. */
  readonly json: boolean;
}

/**
 * Runs the action `start` with progress, and prints its report.
 *
 * @param textOf what people get to read of the report.
 * @returns the report; undefined after Ctrl-C. Sets `process.exitCode`.
 */
export async function runStart(
  host: Host,
  { asked, rehearsal, simulate, json }: StartFlags,
  textOf: (report: StartReport) => string,
): Promise<StartReport | undefined> {
  const { stdout, stderr, variables } = host;
  const progress = createProgress(progressStyle(json, host, variables), stderr);
  const outcome = await interruptible((signal) =>
    start(
      { ...startDependencies(host), ...(simulate && { simulate }) },
      {
        systems: asked,
        rehearsal,
        signal,
        onEvent: (event) => progress.show(event),
      },
    ),
  );
  if (outcome.interrupted) {
    stderr.write("Interrupted. What is written may be incomplete: run the same command again.\n");
    process.exitCode = EXIT.interrupted;
    return undefined;
  }
  const report = outcome.value;
  process.exitCode = report.exitCode;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
  if (!json && report.failure) stderr.write(`\n${coloursFor(stderr).red(report.failure)}\n`);
  return report;
}
