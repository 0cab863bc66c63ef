import { targetsOf } from "../objectives/bounds";
import type { FailoverPlan } from "../plan/model";
import type { Grade } from "../plan/duration";
import type { Outcome, RunReport } from "./run";

/** A figure over all runs, in seconds: half of them are below `p50`. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What all runs of a scenario say together. */
export interface Summary {
  readonly runs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Runs in which writes never succeeded again. They are counted as endless, and in no figure. */
  readonly neverRecovered: number;
  /** Of the median caller; undefined where no run recovered. */
  readonly recovery: Spread | undefined;
  /** Of a caller of whom 95 % are faster. */
  readonly slowRecovery: Spread | undefined;
  readonly withoutWrites: Spread | undefined;
  readonly lost: Spread | undefined;
  /** Which share of all recovery times is known how, from 0 to 1; undefined where nothing moved. */
  readonly shares: Readonly<Record<Grade, number>> | undefined;
  /** Runs that were served by fewer tasks than wanted in the end. */
  readonly withFewerTasks: number;
  readonly objectives: {
    readonly recoveryTimeSeconds: number;
    readonly recoveryPointSeconds: number;
    /** How many runs met both. */
    readonly met: number;
  };
}

/** Sums runs up. */
export function summarize(plan: FailoverPlan, runs: readonly RunReport[]): Summary {
  const objectives = targetsOf(plan);
  const recovered = runs.flatMap(({ callers }) => callers.median.recoverySeconds ?? []);
  const count = (outcome: Outcome) => runs.filter((run) => run.outcome === outcome).length;
  return {
    runs: runs.length,
    outcomes: { moved: count("moved"), stayed: count("stayed"), stopped: count("stopped") },
    neverRecovered: runs.length - recovered.length,
    recovery: spread(recovered),
    slowRecovery: spread(runs.flatMap(({ callers }) => callers.slow.recoverySeconds ?? [])),
    withoutWrites: spread(runs.map(({ callers }) => callers.median.withoutWritesSeconds)),
    lost: spread(runs.map(({ lostSeconds }) => lostSeconds)),
    shares: sharesOver(runs),
    withFewerTasks: runs.filter(({ tasks }) => tasks.running < tasks.wanted).length,
    objectives: {
      ...objectives,
      met: runs.filter(
        ({ callers, lostSeconds }) =>
          (callers.median.recoverySeconds ?? Infinity) <= objectives.recoveryTimeSeconds &&
          lostSeconds <= objectives.recoveryPointSeconds,
      ).length,
    },
  };
}

/** The run whose recovery time is in the middle. */
export function medianRun(runs: readonly RunReport[]): RunReport | undefined {
  const seconds = ({ callers }: RunReport) => callers.median.recoverySeconds ?? Infinity;
  return [...runs].sort((a, b) => seconds(a) - seconds(b))[Math.floor((runs.length - 1) / 2)];
}

/** Undefined for no values. By the nearest rank. */
export function spread(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const max = sorted.at(-1);
  if (max === undefined) return undefined;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max };
}

function sharesOver(runs: readonly RunReport[]): Summary["shares"] {
  const found = runs.flatMap(({ shares }) => shares ?? []);
  const sum = (grade: Grade) => found.reduce((total, shares) => total + shares[grade], 0);
  const [measured, published, assumed] = [sum("measured"), sum("published"), sum("assumed")];
  const total = measured + published + assumed;
  if (total === 0) return undefined;
  return { measured: measured / total, published: published / total, assumed: assumed / total };
}
