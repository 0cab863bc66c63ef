import type { DetectionWindow } from "../constructs/failover/detection-metric";
import { DURATIONS } from "./durations";
import type { Detection } from "./plan/model";

/** A probe that gets no answer has failed after this many seconds: the timeout of the function's requests. */
const PROBE_TIMEOUT_SECONDS = 3;

/**
 * How long it takes until probes that fail have started the state machine: from the loss to the first failing probe, half a
 * period on average and a whole one at worst; the other probes; the alarm; the start.
 */
export function detectedByProbes({ periodSeconds, periods }: DetectionWindow): Detection {
  const { highResolutionAlarm, start } = DURATIONS;
  const others = (periods - 1) * periodSeconds + PROBE_TIMEOUT_SECONDS;
  return {
    title: `${periods} probes in a row fail, one every ${periodSeconds} s`,
    isAutomatic: true,
    duration: {
      expectedSeconds:
        periodSeconds / 2 + others + highResolutionAlarm.expectedSeconds + start.expectedSeconds,
      worstSeconds: periodSeconds + others + highResolutionAlarm.worstSeconds + start.worstSeconds,
      grade: "assumed",
      source: `computed from the probes' period; ${highResolutionAlarm.source}; ${start.source}`,
    },
  };
}

/** A human notices and decides: nothing bounds that. */
export const DETECTED_BY_HUMANS: Detection = {
  title: "A human notices, and starts the failover",
  isAutomatic: false,
  duration: {
    expectedSeconds: 0,
    worstSeconds: 0,
    grade: "assumed",
    source: "not counted: nobody can bound it",
  },
};
