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
export interface ThreadedRuns extends Omit<Share, "numbers"> {
  readonly runs: number;
  readonly signal: AbortSignal;
  /** Told after each run, in the order in which they end. */
  readonly onRun: (done: number) => void;
}

/** Whether threads would be faster than the work itself. */
export function pays(runs: number): boolean {
  return runs >= LEAST_RUNS;
}

/** Threads that simulate runs on several cores. They load their code while the stacks are still being synthesized. */
export class Threads {
  private readonly workers: readonly Worker[];

  constructor(count = Math.min(MOST_THREADS, availableParallelism())) {
    this.workers = Array.from({ length: count }, () => {
      const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION };
      const worker = new Worker(join(__dirname, "start-worker.js"), { resourceLimits });
      // Until it is given work, it keeps nobody from ending.
      worker.unref();
      return worker;
    });
  }

  /**
   * Simulates runs, once. A thread ends with the first of its runs that violates an invariant.
   *
   * @returns the reports in the order of their numbers.
   * @throws what a thread throws, and the signal's reason when it aborts.
   */
  async run({ runs, signal, onRun, ...common }: ThreadedRuns): Promise<RunReport[]> {
    const reports: RunReport[] = [];
    const take = (report: RunReport): void => {
      reports.push(report);
      onRun(reports.length);
    };
    const count = this.workers.length;
    const numbersOf = (first: number) =>
      Array.from({ length: Math.ceil((runs - first) / count) }, (_, index) => first + index * count);
    try {
      const shares = this.workers.map((worker, first) =>
        runShare(worker, { ...common, numbers: numbersOf(first) }, take, signal),
      );
      await Promise.all(shares);
    } finally {
      await this.stop();
    }
    return reports.sort((one, other) => one.number - other.number);
  }

  /** Ends the threads, whatever they do. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function runShare(
  worker: Worker,
  share: Share,
  take: (report: RunReport) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", take);
    worker.on("error", reject);
    worker.on("exit", () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    worker.ref();
    worker.postMessage(share);
  });
}
