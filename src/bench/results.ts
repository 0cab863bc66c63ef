import type { Measurement } from "./measure";

/** What came out of all runs of a case. */
export interface CaseResult {
  readonly name: string;
  readonly runs: number;
  /** Wall time. */
  readonly seconds: { readonly median: number; readonly min: number; readonly max: number };
  /** Median of the peak memory; see `Measurement`. */
  readonly megabytes: number;
  /** Median of building and synthesizing alone, for cases that report it. */
  readonly perStack?: { readonly stacks: number; readonly milliseconds: number };
}

/** Sums up the runs of a case; at least one. */
export function summarize(name: string, runs: readonly Measurement[]): CaseResult {
  const seconds = runs.map((run) => run.seconds);
  return {
    name,
    runs: runs.length,
    seconds: { median: median(seconds), min: Math.min(...seconds), max: Math.max(...seconds) },
    megabytes: median(runs.map((run) => run.megabytes)),
    ...perStack(runs),
  };
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error("the median of nothing");
  return (low + high) / 2;
}

function perStack(runs: readonly Measurement[]): Pick<CaseResult, "perStack"> {
  const reports = runs
    .filter(({ stdout }) => stdout.startsWith("{"))
    .map(({ stdout }) => JSON.parse(stdout) as { stacks: number; synthesisMilliseconds: number });
  const [first] = reports;
  if (!first) return {};
  const { stacks } = first;
  return {
    perStack: {
      stacks,
      milliseconds: median(reports.map((report) => report.synthesisMilliseconds / stacks)),
    },
  };
}
