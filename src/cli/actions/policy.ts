import { dirname, join } from "node:path";
import { scan, type ScanReport } from "../../policy/scan";
import { prepareVenv } from "../../setup/python";
import { readSynthesized } from "../../terraform/synthesized";
import { EXIT, type ExitCode } from "./exit-codes";
import { start, type StartDependencies, type StartRequest } from "./start";
import type { StartReport } from "./start-report";

/** What the policy scan found. */
export interface PolicyReport {
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  /** How the plans came about. */
  readonly rehearsal: StartReport;
  /** Missing where there are no plans, or no scanner. */
  readonly scan?: ScanReport;
  /** Why nothing was scanned; empty when it was. */
  readonly skipped: string;
}

/** What the user asked for. */
export interface PolicyRequest extends Omit<StartRequest, "rehearsal"> {
  /** Where the plans are written. */
  readonly planFolder: string;
}

/**
 * Rehearses the systems as far as their plans, scans these with checkov, and compares its findings with the reasons next to the
 * resources. An unanswered finding fails, and so does a reason without a finding.
 *
 * @throws the signal's reason when interrupted.
 */
export async function policy(
  dependencies: StartDependencies,
  { planFolder, ...request }: PolicyRequest,
): Promise<PolicyReport> {
  const rehearsal = await start(dependencies, {
    ...request,
    rehearsal: { provider: "mock", keep: false, planJsonFolder: planFolder, plansOnly: true },
  });
  if (!rehearsal.ok) {
    return { ok: false, exitCode: rehearsal.exitCode, rehearsal, skipped: "there are no plans to scan" };
  }
  const venv = prepareVenv();
  if ("missing" in venv) return { ok: false, exitCode: EXIT.skipped, rehearsal, skipped: venv.missing };
  const found = await scan({
    run: dependencies.run,
    checkov: join(dirname(venv.python), "checkov"),
    planFolder,
    stacks: Object.fromEntries(
      rehearsal.stacks.map(({ name }) => [name, readSynthesized(join(dependencies.outdir, "stacks", name))]),
    ),
    signal: request.signal,
  });
  const ok = found.unanswered.length === 0 && found.stale.length === 0;
  return { ok, exitCode: ok ? EXIT.done : EXIT.failed, rehearsal, scan: found, skipped: "" };
}
