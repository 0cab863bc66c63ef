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

/** Where an event of a history belongs: the state that it happens in, and the parallel states around that. */
interface Place {
  readonly stepId: string;
  /** Numbers of the events at which the parallel states around it were entered, outermost first. */
  readonly around: readonly { readonly name: string; readonly entered: number }[];
  /** Whether the last task of the state failed. */
  readonly failed: boolean;
}

interface Running {
  step: Step;
  startedAt: Date;
  endedAt?: Date;
  outcome: StepOutcome;
  place: Place;
}

const START: Place = { stepId: "", around: [], failed: false };

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
    return [...this.running.values()].map(({ place: _place, ...progress }) => ({ ...progress }));
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
      const entered = this.enter(before, state, at);
      const failed = type === "FailStateEntered";
      if (failed) this.end(entered.stepId, "failed", at);
      return type === "ParallelStateEntered"
        ? { ...entered, around: [...entered.around, { name: state, entered: id }] }
        : entered;
    }
    if (type === "ParallelStateExited") return this.leave(before, event.stateExitedEventDetails?.name, at);
    if (FAILURES.includes(type)) return { ...before, failed: true };
    if (type === "TaskSucceeded") {
      this.measure(before.stepId, event.taskSucceededEventDetails?.output);
      return { ...before, failed: false };
    }
    return before;
  }

  private enter(before: Place, state: string, at: Date): Place {
    const [stepId = ""] = state.split(":");
    const step = this.byId.get(stepId);
    if (!step) return before;
    if (before.stepId !== stepId) this.end(before.stepId, before.failed ? "failed" : "done", at);
    const place = { stepId, around: before.around, failed: false };
    const known = this.running.get(stepId);
    if (!known) this.running.set(stepId, { step, startedAt: at, outcome: "running", place });
    else if (known.outcome !== "running") Object.assign(known, { outcome: "running", endedAt: undefined });
    return place;
  }

  /** A parallel state ends with all that runs in it. */
  private leave(before: Place, name: string | undefined, at: Date): Place {
    const index = before.around.findLastIndex((parallel) => parallel.name === name);
    const left = before.around[index];
    for (const [stepId, { place }] of this.running) {
      if (left && place.around.some(({ entered }) => entered === left.entered)) this.end(stepId, "done", at);
    }
    return { ...before, around: before.around.slice(0, Math.max(index, 0)) };
  }

  private end(stepId: string, outcome: StepOutcome, at: Date): void {
    const running = this.running.get(stepId);
    if (running?.outcome === "running") Object.assign(running, { outcome, endedAt: at });
  }

  private endAll(outcome: StepOutcome, at: Date): void {
    for (const stepId of this.running.keys()) this.end(stepId, outcome, at);
  }

  /** The execution failed: by the step that says so, or else by the one that began last. */
  private fail(at: Date): void {
    const open = [...this.running.entries()].filter(([, { outcome }]) => outcome === "running");
    const isBlamed = [...this.running.values()].some(
      ({ outcome, step }) => outcome === "failed" && !step.mayFail,
    );
    const [last] = open.at(-1) ?? [];
    if (last !== undefined && !isBlamed) this.end(last, "failed", at);
    this.endAll("stopped", at);
  }

  private measure(stepId: string, output: string | undefined): void {
    if (this.byId.get(stepId)?.phase !== "measure") return;
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
