import { parentPort } from "node:worker_threads";
import { makeReference } from "../make-reference";
import { simulateRun, type RunReport } from "../run";
import { SCENARIOS } from "../scenarios";
import { readSubject, type SubjectProps } from "../subject";

/** What a thread simulates. All of it can be copied from thread to thread. */
export interface Share {
  readonly subject: SubjectProps;
  readonly scenario: string;
  readonly seed: number;
  readonly humanMinutes: number;
  /** The numbers of its runs. */
  readonly numbers: readonly number[];
}

/** Simulates a share of the runs, and posts the report of each. */
async function work({ subject: props, scenario: name, seed, humanMinutes, numbers }: Share): Promise<void> {
  const subject = readSubject(props);
  const reference = await makeReference(subject);
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  for (const number of numbers) {
    const report: RunReport = await simulateRun({ subject, reference, scenario, seed, number, humanMinutes });
    parentPort?.postMessage(report);
    if (report.violations.length > 0) return;
  }
}

// Once: the thread ends when its share is done.
parentPort?.once("message", (share: Share) => void work(share));
