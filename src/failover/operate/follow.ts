import type { ExecutionStatus } from "@aws-sdk/client-sfn";
import type { RegionalClients } from "../../aws/clients";
import { errorName, explain, isUnreachable } from "../../state/errors";
import type { Step } from "../plan/model";
import type { Clock } from "./clock";
import { describeExecution, historyAfter, type Execution } from "./machine";
import { ExecutionProgress, type StepProgress } from "./progress";

/** What happens while an execution is followed. Seconds count from the start of the execution. */
export type FollowEvent =
  | { readonly type: "step started"; readonly step: Step; readonly seconds: number }
  | {
      readonly type: "step ended";
      readonly step: Step;
      readonly outcome: Exclude<StepProgress["outcome"], "running">;
      readonly seconds: number;
      /** How long the step took. */
      readonly took: number;
    }
  /** Told at every look, also where nothing has changed. */
  | { readonly type: "running"; readonly steps: readonly RunningStep[]; readonly seconds: number }
  /** AWS did not answer; the execution goes on. */
  | { readonly type: "no answer"; readonly reason: string };

/** A step that runs, and for how long. */
export interface RunningStep {
  readonly step: Step;
  readonly seconds: number;
}

/** How an execution ended. */
export interface FollowResult {
  readonly arn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly steps: readonly StepProgress[];
  /** Data lost, as the machine measured it. @default - it measured none */
  readonly lostSeconds?: number;
  /** Why it failed. @default - it did not */
  readonly problem?: string;
}

/** What is followed, and how. */
export interface FollowOptions {
  readonly clients: RegionalClients;
  readonly executionArn: string;
  /** The steps of the plan's mode. */
  readonly steps: readonly Step[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Pause between two looks, in milliseconds. */
  readonly pollMs: number;
  readonly onEvent: (event: FollowEvent) => void;
}

/** Errors that waiting mends. */
const PASSING = [
  "ThrottlingException",
  "TooManyRequestsException",
  "ServiceUnavailable",
  "InternalServerError",
];

/**
 * Follows an execution to its end. Where AWS does not answer it goes on asking: the execution does not depend on that.
 *
 * @throws the signal's reason when interrupted, and AWS's errors that waiting does not mend.
 */
export async function follow(options: FollowOptions): Promise<FollowResult> {
  const { clock, signal, pollMs, onEvent } = options;
  const progress = new ExecutionProgress(options.steps);
  const told = new Map<string, StepProgress["outcome"]>();
  for (;;) {
    signal.throwIfAborted();
    try {
      const execution = await look(options, progress);
      tell(execution, progress, told, options);
      if (execution.status !== "RUNNING") return resultOf(execution, progress);
    } catch (error) {
      signal.throwIfAborted();
      if (!isUnreachable(error) && !PASSING.includes(errorName(error))) throw error;
      onEvent({ type: "no answer", reason: explain(error) });
    }
    await clock.sleep(pollMs, signal);
  }
}

/** The status comes first: a history that is read after the end is whole. */
async function look(
  { clients, executionArn }: FollowOptions,
  progress: ExecutionProgress,
): Promise<Execution> {
  const execution = await describeExecution(clients, executionArn);
  progress.take(await historyAfter(clients, executionArn, progress.lastEvent));
  return execution;
}

function tell(
  { startedAt }: Execution,
  { steps }: ExecutionProgress,
  told: Map<string, StepProgress["outcome"]>,
  { clock, onEvent }: FollowOptions,
): void {
  for (const { step, outcome, startedAt: begun, endedAt } of steps) {
    const known = told.get(step.id);
    if (known === outcome) continue;
    told.set(step.id, outcome);
    if (known !== "running") onEvent({ type: "step started", step, seconds: between(startedAt, begun) });
    if (outcome === "running" || !endedAt) continue;
    const [seconds, took] = [between(startedAt, endedAt), between(begun, endedAt)];
    onEvent({ type: "step ended", step, outcome, seconds, took });
  }
  const now = new Date(clock.now());
  const running = steps
    .filter(({ outcome }) => outcome === "running")
    .map(({ step, startedAt: begun }) => ({ step, seconds: between(begun, now) }));
  onEvent({ type: "running", steps: running, seconds: between(startedAt, now) });
}

function resultOf(execution: Execution, progress: ExecutionProgress): FollowResult {
  const { arn, name, status, startedAt, stoppedAt, error, cause } = execution;
  const { lostSeconds } = progress;
  const why = [error, cause].filter(Boolean).join(": ");
  return {
    arn,
    name,
    status,
    startedAt,
    seconds: between(startedAt, stoppedAt ?? startedAt),
    steps: progress.steps,
    ...(lostSeconds !== undefined && { lostSeconds }),
    ...(status !== "SUCCEEDED" && { problem: why || status.toLowerCase().replace("_", " ") }),
  };
}

function between(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / 1000);
}
