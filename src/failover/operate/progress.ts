import type { HistoryEvent } from "@aws-sdk/client-sfn";
import type { Step } from "../plan/model";

/** How a step of an execution went. `stopped` means that it was given up because another one failed. */
export type StepOutcome = "running" | "done" | "failed" | "stopped";

/** A step of a plan as an execution carries it out. */
export interface StepProgress {
  readonly step: Step;
  readonly startedAt: Date;
  /** @default - it still runs */
  readonly endedAt?: Date;
  readonly outcome: StepOutcome;
}

/** Where an event of a history belongs: the step whose state it happens in, and the parallel states around that. */
interface Place {
  readonly stepId: string;
  /** With the numbers of the events at which they were entered, outermost first. */
  readonly around: readonly { readonly name: string; readonly entered: number }[];
  /** Whether the parallel state that is about to be left has failed. */
  readonly isBroken?: boolean;
}

interface Running {
  readonly step: Step;
  readonly startedAt: Date;
  readonly around: Place["around"];
  endedAt?: Date;
  outcome: StepOutcome;
  /** Whether its last task failed: a retry may mend that. */
  hasFailed: boolean;
}

const START: Place = { stepId: "", around: [] };

/** Events by which a task says that it did not succeed. A retry or the state's end follows. */
const FAILURES = ["TaskFailed", "TaskTimedOut", "TaskStartFailed", "TaskSubmitFailed", "EvaluationFailed"];

/**
 * Turns the history of an execution into the steps of its plan. States are called `<step id>` or `<step id>: <what>`; what
 * belongs to no step is passed by. Branches are told apart by the number of the event before.
 */
export class ExecutionProgress {
  private readonly byId: ReadonlyMap<string, Step>;
  private readonly places = new Map<number, Place>();
  private readonly running = new Map<string, Running>();
  /** The number of the newest event seen. */
  lastEvent = 0;
  /** How many seconds of data were lost, as the machine measured it. */
  lostSeconds: number | undefined;

  constructor(steps: readonly Step[]) {
    this.byId = new Map(steps.map((step) => [step.id, step]));
  }

  /** The steps that have begun, in the order in which they did. */
  get steps(): readonly StepProgress[] {
    return [...this.running.values()].map(({ step, startedAt, endedAt, outcome }) => ({
      step,
      startedAt,
      ...(endedAt && { endedAt }),
      outcome,
    }));
  }

  /** Takes the next events, oldest first. */
  take(events: readonly HistoryEvent[]): void {
    for (const event of events) this.takeOne(event);
  }

  private takeOne(event: HistoryEvent): void {
    const { id = 0, previousEventId = 0, type = "", timestamp = new Date(0) } = event;
    const before = this.places.get(previousEventId) ?? START;
    this.lastEvent = Math.max(this.lastEvent, id);
    this.places.set(id, this.move(before, event, timestamp));
    if (type === "ExecutionSucceeded") this.endAll("done", timestamp);
    if (["ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted"].includes(type)) this.fail(timestamp);
  }

  private move(before: Place, event: HistoryEvent, at: Date): Place {
    const { type = "", id = 0 } = event;
    const state = event.stateEnteredEventDetails?.name;
    if (state !== undefined) {
      const place = this.enter(before, state, at);
      if (type === "FailStateEntered") this.end(place.stepId, "failed", at);
      return type === "ParallelStateEntered"
        ? { ...place, around: [...place.around, { name: state, entered: id }] }
        : place;
    }
    if (type === "ParallelStateExited") return this.leave(before, event.stateExitedEventDetails?.name, at);
    if (type === "ParallelStateFailed") return { ...before, isBroken: true };
    const running = this.running.get(before.stepId);
    if (running && FAILURES.includes(type)) running.hasFailed = true;
    if (running && type === "TaskSucceeded") {
      running.hasFailed = false;
      this.measure(running.step, event.taskSucceededEventDetails?.output);
    }
    return before;
  }

  private enter({ stepId: before, around }: Place, state: string, at: Date): Place {
    const [stepId = ""] = state.split(":");
    const step = this.byId.get(stepId);
    if (!step) return { stepId: before, around };
    if (before !== stepId) this.end(before, "done", at);
    const known = this.running.get(stepId);
    if (known) Object.assign(known, { outcome: "running", endedAt: undefined });
    else this.running.set(stepId, { step, startedAt: at, around, outcome: "running", hasFailed: false });
    return { stepId, around };
  }

  /** A parallel state ends with all that runs in it. */
  private leave({ stepId, around, isBroken }: Place, name: string | undefined, at: Date): Place {
    const index = around.findLastIndex((parallel) => parallel.name === name);
    const left = around[index];
    for (const [id, running] of this.running) {
      if (!left || running.around.every(({ entered }) => entered !== left.entered)) continue;
      this.end(id, isBroken ? "stopped" : "done", at);
    }
    return { stepId, around: around.slice(0, Math.max(index, 0)) };
  }

  /** A step whose last task failed has not done its work, though the plan may go on. */
  private end(stepId: string, outcome: StepOutcome, at: Date): void {
    const running = this.running.get(stepId);
    if (running?.outcome !== "running") return;
    running.outcome = outcome === "done" && running.hasFailed ? "failed" : outcome;
    running.endedAt = at;
  }

  private endAll(outcome: StepOutcome, at: Date): void {
    for (const stepId of this.running.keys()) this.end(stepId, outcome, at);
  }

  /** The execution failed: by the step that says so, or else by the one that began last. */
  private fail(at: Date): void {
    const all = [...this.running.entries()];
    const isBlamed = all.some(([, { outcome, step }]) => outcome === "failed" && !step.mayFail);
    const [last] = all.findLast(([, { outcome }]) => outcome === "running") ?? [];
    if (last !== undefined && !isBlamed) this.end(last, "failed", at);
    this.endAll("stopped", at);
  }

  private measure({ phase }: Step, output: string | undefined): void {
    if (phase !== "measure") return;
    const answer = parse(output);
    const { lostSeconds } = answer?.Payload ?? {};
    if (typeof lostSeconds === "number") this.lostSeconds = lostSeconds;
  }
}

function parse(
  text: string | undefined,
): { readonly Payload?: { readonly lostSeconds?: unknown } } | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
