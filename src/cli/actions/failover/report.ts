import type { Site } from "../../../config/site";
import { stopping, type Check } from "../../../failover/operate/checks/check";
import type { Deployment } from "../../../failover/operate/deployment";
import type { FollowResult } from "../../../failover/operate/follow";
import type { Preview } from "../../../failover/operate/preview";
import type { Mode } from "../../../failover/plan/model";
import type { ExitCode } from "../exit-codes";
import { Failure, type FailureProblem } from "../failure";
import type { NextCommand } from "../start-report";

/** How a step of an execution went. */
export interface StepReport {
  readonly id: string;
  readonly title: string;
  readonly outcome: "running" | "done" | "failed" | "stopped";
  /** ISO 8601. */
  readonly startedAt: string;
  /** @default - it has not ended */
  readonly seconds?: number;
  readonly expectedSeconds: number;
  readonly timeoutSeconds: number;
}

/** How an execution went. */
export interface RunReport {
  readonly site: Site;
  readonly mode: Mode;
  readonly execution: string;
  readonly arn: string;
  /** Step Functions' word, for example `SUCCEEDED`. */
  readonly status: string;
  /** ISO 8601, by the clock of AWS. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly steps: readonly StepReport[];
  /** From the start until the switch was open. @default - it was not opened */
  readonly openedAfterSeconds?: number;
  /** Data lost, as the machine measured it. @default - it measured none */
  readonly lostSeconds?: number;
  /** @default - it succeeded */
  readonly problem?: string;
}

/** What an operation did. */
export interface OperationReport {
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly command: string;
  readonly system: string;
  readonly environment?: string;
  readonly isDryRun: boolean;
  readonly checks: readonly Check[];
  /** @default - nothing would be moved */
  readonly preview?: Preview;
  /** The executions that were followed, in their order. */
  readonly runs: readonly RunReport[];
  /** What to do next, in this order. */
  readonly next: readonly NextCommand[];
  readonly problems: readonly FailureProblem[];
  /** The same to be read by people; empty when all is well. */
  readonly failure: string;
}

/** The report of an execution that has ended. */
export function runReport(deployment: Deployment, site: Site, mode: Mode, result: FollowResult): RunReport {
  const { arn, name, status, startedAt: begun, seconds, steps, lostSeconds, problem } = result;
  const opened = steps.findLast(({ step, outcome }) => step.phase === "open switch" && outcome === "done");
  return {
    site,
    mode,
    execution: name,
    arn,
    status,
    startedAt: begun.toISOString(),
    seconds,
    steps: steps.map(({ step, outcome, startedAt, endedAt }) => ({
      id: step.id,
      title: step.title,
      outcome,
      startedAt: startedAt.toISOString(),
      ...(endedAt && { seconds: (endedAt.getTime() - startedAt.getTime()) / 1000 }),
      expectedSeconds: step.duration.expectedSeconds,
      timeoutSeconds: step.timeoutSeconds,
    })),
    ...(opened?.endedAt && {
      openedAfterSeconds: (opened.endedAt.getTime() - begun.getTime()) / 1000,
    }),
    ...(lostSeconds !== undefined && { lostSeconds }),
    ...(problem !== undefined && { problem: `${deployment.sites[site].region}: ${problem}` }),
  };
}

/** Whether an execution did all of its work. */
export function succeeded({ status }: RunReport): boolean {
  return status === "SUCCEEDED";
}

/**
 * Ends an operation where checks fail, with all of them and what to do about each.
 *
 * @throws Failure
 */
export function refuseIfStopped(checks: readonly Check[]): void {
  const problems = stopping(checks).map(({ id, title, detail, fix }) => ({
    check: id,
    message: `${title}: ${detail}`,
    ...(fix !== undefined && { fix }),
  }));
  if (problems.length === 0) return;
  const lines = problems.flatMap(({ message, fix }) => [`  ${message}`, ...(fix ? [`    -> ${fix}`] : [])]);
  const count = problems.length === 1 ? "one check" : `${problems.length} checks`;
  throw new Failure([`Nothing was started: ${count} failed.`, ...lines].join("\n"), problems);
}
