import type { Duration, Grade } from "../plan/duration";
import { isTogether, stepsOf, type FailoverPlan, type Mode, type Sequence, type Step } from "../plan/model";
import { criticalPath, secondsOf, untilSwitchOpens } from "./critical-path";

/** One part of a recovery time: the detection, a step, or what carries callers over afterwards. */
export interface Leg {
  readonly part: "detection" | "step" | "propagation";
  readonly title: string;
  readonly expectedSeconds: number;
  /** Of a step: its timeout, which the state machine enforces. */
  readonly worstSeconds: number;
  readonly grade: Grade;
  readonly source: string;
  /** Whether the end waits for it. What runs beside something longer costs no time. */
  readonly isCritical: { readonly expected: boolean; readonly worst: boolean };
}

/** How long one mode of a plan takes, along its critical path. */
export interface RecoveryTime {
  readonly mode: Mode;
  /** The sum of medians, in seconds. */
  readonly expectedSeconds: number;
  /** The sum of the longest times that anything may take, in seconds. A step that takes longer is given up. */
  readonly worstSeconds: number;
  /** Everything that is counted, in its order. */
  readonly legs: readonly Leg[];
  /** Which share of the expected time is known how, from 0 to 1. */
  readonly shares: Readonly<Record<Grade, number>>;
}

/**
 * Computes how long a mode takes. A failover begins with the loss, and so with its detection; the modes that somebody
 * starts while both sites live begin with their first step. Failover and switchover end when callers arrive, a
 * re-protection with its last step.
 */
export function recoveryTime(plan: FailoverPlan, mode: Mode): RecoveryTime {
  const legs = [
    ...(mode === "failover" ? [outerLeg("detection", plan.detection)] : []),
    ...stepLegs(plan, mode),
    ...(mode === "reprotect" ? [] : plan.propagation.map((part) => outerLeg("propagation", part))),
  ];
  const expected = legs.filter(({ isCritical }) => isCritical.expected);
  const expectedSeconds = sum(expected.map((leg) => leg.expectedSeconds));
  const share = (grade: Grade) =>
    sum(expected.filter((leg) => leg.grade === grade).map((leg) => leg.expectedSeconds)) /
    (expectedSeconds || 1);
  return {
    mode,
    expectedSeconds,
    worstSeconds: sum(legs.filter(({ isCritical }) => isCritical.worst).map((leg) => leg.worstSeconds)),
    legs,
    shares: { measured: share("measured"), published: share("published"), assumed: share("assumed") },
  };
}

function stepLegs({ modes }: FailoverPlan, mode: Mode): Leg[] {
  const sequence = untilSwitchOpens(inMode(modes[mode], mode));
  const [expected, worst] = [criticalPath(sequence, "expected"), criticalPath(sequence, "worst")];
  return stepsOf(sequence).map((step) => ({
    part: "step",
    title: step.title,
    ...stepDuration(step),
    isCritical: { expected: expected.includes(step), worst: worst.includes(step) },
  }));
}

function stepDuration(step: Step): Duration {
  return { ...step.duration, worstSeconds: secondsOf(step, "worst") };
}

/** The same steps with the durations that they have in a mode. */
function inMode(sequence: Sequence, mode: Mode): Sequence {
  return sequence.map((part) => {
    if (isTogether(part)) return { together: part.together.map((branch) => inMode(branch, mode)) };
    return mode === "switchover" && part.switchoverDuration
      ? { ...part, duration: part.switchoverDuration }
      : part;
  });
}

function outerLeg(
  part: "detection" | "propagation",
  { title, duration }: { readonly title: string; readonly duration: Duration },
): Leg {
  return { part, title, ...duration, isCritical: { expected: true, worst: true } };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
