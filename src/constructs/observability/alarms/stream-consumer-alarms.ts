import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { queueMetrics } from "../metrics/queue";
import { streamConsumerMetrics, type WatchedConsumer } from "../metrics/stream";
import { notBreaching } from "../missing-data";

/** How much of the recovery point objective a consumer may be behind. */
const SHARES = { warning: 1 / 3, critical: 2 / 3 };

/** What the alarms of a stream's consumer are made from. */
export interface StreamConsumerAlarmsProps extends AlarmGroupProps, WatchedConsumer {
  /** The queue that says which records were given up. */
  readonly discardedQueueName: string;
  /** The system's objective: what nobody has read is lost with the region until it returns. */
  readonly recoveryPointMinutes: number;
}

/** The alarms of one consumer of a Kinesis data stream. */
export class StreamConsumerAlarms extends AlarmGroup {
  /** A failover now would lose more than two thirds of the recovery point objective. */
  readonly behindCritical: Alarm;
  readonly behindWarning: Alarm;
  /** Records come in, and none is read. */
  readonly unread: Alarm;
  readonly discarded: Alarm;

  constructor(scope: Construct, id: string, props: StreamConsumerAlarmsProps) {
    super(scope, id, props);
    const { consumerName, recoveryPointMinutes, discardedQueueName } = props;
    const metrics = streamConsumerMetrics(props);
    const behind = (severity: keyof typeof SHARES) => {
      const minutes = recoveryPointMinutes * SHARES[severity];
      return this.add(`behind-${severity}`, {
        severity,
        summary: `${consumerName} is more than ${minutes} min behind: a failover now would lose that much of the events`,
        runbook: "stream-behind",
        metric: metrics.behind,
        comparison: "GreaterThanThreshold",
        threshold: minutes * 60_000,
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        missingData: notBreaching(
          "Where nothing comes in, nothing is behind; the alarm unread tells the rest.",
        ),
      });
    };
    this.behindCritical = behind("critical");
    this.unread = this.add("unread", {
      severity: "critical",
      summary: `Events come into ${props.streamName}, and ${consumerName} reads none: it may be switched off`,
      runbook: "stream-behind",
      metric: metrics.unread,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      // Five minutes: what comes at the end of a period is read in the next one.
      periodSeconds: 300,
      evaluationPeriods: 2,
      missingData: notBreaching("Nothing came in."),
    });
    this.discarded = this.add("discarded", {
      severity: "critical",
      summary: `${consumerName} has given up records; they can be read in the stream for an hour or more`,
      runbook: "stream-discarded",
      metric: queueMetrics(discardedQueueName).messages,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("A queue that nobody uses reports nothing."),
    });
    this.behindWarning = behind("warning");
  }
}
