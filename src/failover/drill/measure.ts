import type { Site } from "../../config/site";
import type { CanaryAttempt, CanaryFinding } from "./canaries";

/** What callers saw of a takeover. Times are ISO 8601. */
export interface TakeoverMeasurement {
  /** The site that took over. */
  readonly site: Site;
  readonly epoch: number;
  readonly lastAcknowledgedBefore: string;
  readonly firstAcknowledgedAfter: string;
  /** Between these two: how long nobody could write. */
  readonly recoverySeconds: number;
  /** How old the newest acknowledged write is that did not come over; 0 where all did. @default - nothing was found to tell */
  readonly lostSeconds?: number;
}

/** What became of the canaries. */
export interface CanaryCounts {
  readonly sent: number;
  readonly acknowledged: number;
  /** Answered, but not taken. */
  readonly refused: number;
  readonly unanswered: number;
  /** The longest time between two acknowledged writes, in seconds. */
  readonly longestGapSeconds: number;
}

/** Measures the takeover that a finding belongs to. */
export function measureTakeover(
  attempts: readonly CanaryAttempt[],
  { epoch, site, newestSentAt }: CanaryFinding,
): TakeoverMeasurement | undefined {
  const acknowledged = attempts.filter((attempt) => attempt.epoch !== undefined);
  const first = acknowledged.find((attempt) => attempt.epoch === epoch);
  const last = acknowledged.findLast((attempt) => (attempt.epoch ?? epoch) < epoch);
  if (!first || !last) return undefined;
  return {
    site,
    epoch,
    lastAcknowledgedBefore: iso(last.endedAt),
    firstAcknowledgedAfter: iso(first.endedAt),
    // Writes of both epochs may mix while connections end: nothing was interrupted then.
    recoverySeconds: Math.max(0, (first.endedAt - last.endedAt) / 1000),
    ...(newestSentAt !== undefined && { lostSeconds: Math.max(0, (last.sentAt - newestSentAt) / 1000) }),
  };
}

/** Counts canaries. */
export function countCanaries(attempts: readonly CanaryAttempt[]): CanaryCounts {
  const acknowledged = attempts.filter(({ epoch }) => epoch !== undefined);
  const unanswered = attempts.filter(({ status }) => status === undefined).length;
  const gaps = acknowledged
    .slice(1)
    .map(({ endedAt }, index) => endedAt - (acknowledged[index]?.endedAt ?? endedAt));
  return {
    sent: attempts.length,
    acknowledged: acknowledged.length,
    refused: attempts.length - acknowledged.length - unanswered,
    unanswered,
    longestGapSeconds: Math.max(0, ...gaps) / 1000,
  };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
