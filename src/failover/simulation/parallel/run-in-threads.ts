import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunReport } from "../run";
import type { Share } from "./worker";

/** A thread takes about as long to begin as so many runs take. */
const LEAST_RUNS = 100;

const MOST_THREADS = 4;

/** Runs make garbage that dies young: with room for it, a third of the time is saved. In MiB. */
const YOUNG_GENERATION = 192;

/** What all threads share. */
export interface RunInThreadsProps extends Omit<Share, "numbers"> {
  readonly runs: number;
  readonly signal: AbortSignal;
  /** Told after each run, in the order in which they end. */
  readonly onRun: (done: number) => void;
}

/** Whether threads would be faster than the work itself. */
export function pays(runs: number): boolean {
  return runs >= LEAST_RUNS;
}

/**
 * Simulates runs on several cores. A thread ends with the first of its runs that violates an invariant.
 *
 * @returns the reports in the order of their numbers.
 * @throws what a thread throws, and the signal's reason when it aborts.
 */
export async function runInThreads({
  runs,
  signal,
  onRun,
  ...common
}: RunInThreadsProps): Promise<RunReport[]> {
  const count = Math.min(MOST_THREADS, availableParallelism());
  const reports: RunReport[] = [];
  const shares = Array.from({ length: count }, (_, first) =>
    Array.from({ length: Math.ceil((runs - first) / count) }, (_each, index) => first + index * count),
  );
  const take = (report: RunReport): void => {
    reports.push(report);
    onRun(reports.length);
  };
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  try {
    await Promise.all(shares.map((numbers) => runThread({ ...common, numbers }, take, stop)));
  } finally {
    ended.abort(new Error("another thread has failed"));
  }
  return reports.sort((one, other) => one.number - other.number);
}

function runThread(share: Share, take: (report: RunReport) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(join(__dirname, "start-worker.js"), {
      workerData: share,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
    });
    const stop = (): void => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", take);
    worker.on("error", reject);
    worker.on("exit", () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
  });
}
