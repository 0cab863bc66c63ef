import type { AlarmProps } from "../alarm";
import type { Measure } from "../metric";
import { notBreaching } from "../missing-data";

/** How much of the recovery point objective a reader of a stream may be behind. */
const SHARES = { warning: 1 / 3, critical: 2 / 3 };

/** An alarm within its group. */
type GroupedAlarm = Omit<AlarmProps, "topic" | "thing">;

/** What reads a stream of events. */
export interface StreamReader {
  /** Who reads, by its physical name. */
  readonly name: string;
  /** The page in docs/runbooks, without its ending. */
  readonly runbook: string;
  /** The objective: what nobody has read is lost with the region until it returns. */
  readonly recoveryPointMinutes: number;
}

/** How far behind the reader is when the alarm of a severity rings, in minutes. */
export function behindMinutes(
  severity: keyof typeof SHARES,
  { recoveryPointMinutes }: Pick<StreamReader, "recoveryPointMinutes">,
): number {
  return recoveryPointMinutes * SHARES[severity];
}

/**
 * A failover now would lose more than a share of the recovery point objective: a third, or two of them where it is critical.
 *
 * @param behind in milliseconds.
 */
export function behindAlarm(
  severity: keyof typeof SHARES,
  reader: StreamReader,
  behind: Measure,
): GroupedAlarm {
  const minutes = behindMinutes(severity, reader);
  return {
    severity,
    summary: `${reader.name} is more than ${minutes} min behind: a failover now would lose that much of the events`,
    runbook: reader.runbook,
    metric: behind,
    comparison: "GreaterThanThreshold",
    threshold: minutes * 60_000,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    missingData: notBreaching("Where nothing comes in, nothing is behind; the alarm unread tells the rest."),
  };
}

/**
 * Records come into the stream, and none is read.
 *
 * @param why the reader's usual trouble, as the end of a sentence.
 */
export function unreadAlarm(
  { name, runbook }: StreamReader,
  streamName: string,
  unread: Measure,
  why: string,
): GroupedAlarm {
  return {
    severity: "critical",
    summary: `Events come into ${streamName}, and ${name} reads none: ${why}`,
    runbook,
    metric: unread,
    comparison: "GreaterThanThreshold",
    threshold: 0,
    // Five minutes: what comes at the end of a period is read in the next one.
    periodSeconds: 300,
    evaluationPeriods: 2,
    missingData: notBreaching("Nothing came in."),
  };
}
