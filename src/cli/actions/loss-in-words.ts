import { inWords } from "../../failover/objectives/in-words";
import type { SimulatedLoss } from "./simulate-loss";

/** What became of a simulated loss, in one line. */
export function lossInWords({
  region,
  runs,
  met,
  expectedSeconds,
  objectiveSeconds,
  recovery,
}: SimulatedLoss): string {
  const times = recovery
    ? `back after ${inWords(recovery.p50)} (half of ${runs} runs), ${inWords(recovery.p99)} (99 %)`
    : "never back";
  return (
    `${region} lost: ${times}; expected ${inWords(expectedSeconds)}, objective ${inWords(objectiveSeconds)}; ` +
    `objectives met in ${met} of ${runs} runs`
  );
}
