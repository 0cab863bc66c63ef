import type { Site } from "../../config/site";
import { inWords } from "../objectives/in-words";
import type { CanaryCounts, TakeoverMeasurement } from "./measure";

/** What a drill has shown. */
export interface DrillResult {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly mode: "failover" | "switchover";
  readonly from: Site;
  readonly target: Site;
  /** Whether it left the system where it had taken it. */
  readonly stays: boolean;
  /** Whether it goes on with an earlier one that was interrupted: what that one saw is lost. */
  readonly isContinued: boolean;
  readonly objectives: { readonly recoveryTimeSeconds: number; readonly recoveryPointSeconds: number };
  /** Time that the detection would have taken, as expected: a drill starts the machine by itself. 0 for a switchover. */
  readonly detectionSeconds: number;
  /** @default - it was not measured */
  readonly takeover?: TakeoverMeasurement;
  /** @default - there was no way back, or it was not measured */
  readonly failback?: TakeoverMeasurement;
  readonly canaries: CanaryCounts;
  /** Objectives that were missed or not measured, in words; empty when all are met. */
  readonly misses: readonly string[];
}

/** The recovery time that counts: with the detection, which callers would have waited for, too. */
export function countedRecoverySeconds(
  measured: TakeoverMeasurement,
  { detectionSeconds }: Pick<DrillResult, "detectionSeconds">,
): number {
  return measured.recoverySeconds + detectionSeconds;
}

/** Compares a takeover with the objectives. */
export function missesOf({
  objectives,
  detectionSeconds,
  takeover,
}: Pick<DrillResult, "objectives" | "detectionSeconds" | "takeover">): string[] {
  const { recoveryTimeSeconds, recoveryPointSeconds } = objectives;
  if (!takeover) return ["recovery time and recovery point were not measured"];
  const counted = countedRecoverySeconds(takeover, { detectionSeconds });
  const { lostSeconds } = takeover;
  return [
    ...(counted > recoveryTimeSeconds
      ? [`recovery time ${inWords(counted)}, the objective is ${inWords(recoveryTimeSeconds)}`]
      : []),
    ...(lostSeconds === undefined
      ? ["the recovery point was not measured: no canary from before was found"]
      : []),
    ...(lostSeconds !== undefined && lostSeconds > recoveryPointSeconds
      ? [`recovery point ${inWords(lostSeconds)}, the objective is ${inWords(recoveryPointSeconds)}`]
      : []),
  ];
}
