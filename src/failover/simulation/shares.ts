import type { Grade } from "../plan/duration";
import { stepsOf, type FailoverPlan } from "../plan/model";
import type { Run } from "./executions";
import { DURATIONS } from "../durations";

/** How many seconds of a recovery time are known how. */
export type Shares = Readonly<Record<Grade, number>>;

/** A step of a plan, as an execution carried it out. */
export interface StepSpan {
  readonly id: string;
  readonly grade: Grade;
  /** Milliseconds on the clock. */
  readonly from: number;
  readonly to: number;
}

const END_OF_BRANCH = /: (done|failed)$/;

/** When each step of an execution began and ended, in the order in which they began. */
export function stepSpans(
  { modes }: FailoverPlan,
  { events, mode }: Pick<Run, "events" | "mode">,
): StepSpan[] {
  const steps = new Map(stepsOf(modes[mode] ?? []).map((step) => [step.id, step]));
  const spans = new Map<string, { from: number; to: number }>();
  for (const { state, at } of events) {
    // The end of several steps in a row has the name of the first one.
    if (END_OF_BRANCH.test(state)) continue;
    const [id = ""] = state.split(":");
    const span = spans.get(id);
    if (span) span.to = at;
    else if (steps.has(id)) spans.set(id, { from: at, to: at });
  }
  // A step that was passed by takes no time.
  const done = [...spans].filter(([, { from, to }]) => from < to);
  return done.map(([id, span]) => ({ id, grade: steps.get(id)!.duration.grade, ...span }));
}

/** What a recovery consists of, in milliseconds on the clock. */
export interface Recovery {
  readonly fault: number;
  /** When the execution began that brought it. */
  readonly startedAt: number;
  readonly steps: readonly StepSpan[];
  /** When the switch was opened, when Route 53 answered so, and when writes succeeded. */
  readonly openedAt: number;
  readonly answeredAt: number;
  readonly recoveredAt: number;
}

/**
 * How the time of a recovery is known. Of steps that run beside each other the one counts that ends last. Before the start it is
 * detection, or a human; after the switch, what carries callers over.
 */
export function sharesOf(recovery: Recovery): Shares {
  const { fault, startedAt, steps, openedAt, answeredAt, recoveredAt } = recovery;
  const shares: Record<Grade, number> = { measured: 0, published: 0, assumed: 0 };
  const add = (grade: Grade, from: number, to: number) => {
    shares[grade] += Math.max(0, Math.min(to, recoveredAt) - from) / 1000;
  };
  add("assumed", fault, startedAt);
  const moments = [startedAt, openedAt, ...steps.flatMap(({ from, to }) => [from, to])]
    .filter((at) => at >= startedAt && at <= openedAt)
    .sort((a, b) => a - b);
  for (const [index, from] of moments.entries()) {
    const to = moments[index + 1] ?? from;
    if (to === from) continue;
    const active = steps.filter((step) => step.from <= from && step.to >= to);
    const last = active.reduce<StepSpan | undefined>(
      (late, step) => (late && late.to >= step.to ? late : step),
      undefined,
    );
    add(last?.grade ?? "assumed", from, to);
  }
  add(DURATIONS.healthCheckOfAlarm.grade, openedAt, answeredAt);
  add(DURATIONS.aliasTimeToLive.grade, answeredAt, recoveredAt);
  return shares;
}
