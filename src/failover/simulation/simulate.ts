import { makeReference } from "./make-reference";
import { simulateRun, type RunReport } from "./run";
import type { Scenario } from "./scenarios/scenario";
import type { Subject } from "./subject";
import { medianRun, summarize, type Summary } from "./summary";

/** What is simulated, and how often. */
export interface SimulateProps {
  readonly subject: Subject;
  readonly scenario: Scenario;
  readonly runs: number;
  readonly seed: number;
  /** Only this run, by its number. @default - all of them */
  readonly only?: number | undefined;
  /** From a page until a human has decided, in minutes. */
  readonly humanMinutes: number;
  readonly signal?: AbortSignal;
  /** Carries out many runs on several cores, by seed and number. @default - one after the other, in this thread */
  readonly inThreads?: (onRun: (done: number) => void) => Promise<readonly RunReport[]>;
  /** Told after each run. @default - nobody */
  readonly onRun?: (done: number) => void;
}

/** What came of it. */
export interface Simulation {
  readonly scenario: string;
  readonly seed: number;
  readonly humanMinutes: number;
  readonly summary: Summary;
  /** All runs, without their timelines. They end with the first that violates an invariant. */
  readonly runs: readonly RunReport[];
  /** The run in the middle, or the one that was asked for, with its timeline. */
  readonly shown: RunReport | undefined;
  /** The first run that violates an invariant, with its timeline. */
  readonly violated: RunReport | undefined;
}

/**
 * Simulates a scenario again and again. Seed and number make each run, so any of them can be repeated alone.
 *
 * @throws the signal's reason when it aborts.
 */
export async function simulate(props: SimulateProps): Promise<Simulation> {
  const { subject, scenario, seed, only, humanMinutes, signal, onRun } = props;
  const reference = await makeReference(subject);
  const simulateOne = (number: number, withTimeline: boolean) =>
    simulateRun({ subject, reference, scenario, seed, number, humanMinutes, withTimeline });
  const numbers = only === undefined ? Array.from({ length: props.runs }, (_, number) => number) : [only];
  const found = props.inThreads
    ? await props.inThreads((done) => onRun?.(done))
    : await oneByOne(numbers, (number) => simulateOne(number, only !== undefined), signal, onRun);
  const violated = found.find(({ violations }) => violations.length > 0);
  const runs = found.map((report) => ({ ...report, timeline: [] }));
  const median = medianRun(runs);
  const shown = violated ?? (median && (await simulateOne(median.number, true)));
  const summary = summarize(subject.machines.dr.plan, runs);
  return { scenario: scenario.name, seed, humanMinutes, summary, runs, shown, violated };
}

async function oneByOne(
  numbers: readonly number[],
  simulateOne: (number: number) => Promise<RunReport>,
  signal: AbortSignal | undefined,
  onRun: ((done: number) => void) | undefined,
): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (const number of numbers) {
    signal?.throwIfAborted();
    const report = await simulateOne(number);
    reports.push(report);
    onRun?.(reports.length);
    if (report.violations.length > 0) break;
  }
  return reports;
}
