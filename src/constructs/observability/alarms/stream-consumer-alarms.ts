import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { queueMetrics } from "../metrics/queue";
import { streamConsumerMetrics, type WatchedConsumer } from "../metrics/stream";
import { notBreaching } from "../missing-data";
import { behindAlarm, unreadAlarm } from "./stream-reader";

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
    const reader = { name: consumerName, runbook: "stream-behind", recoveryPointMinutes };
    this.behindCritical = this.add("behind-critical", behindAlarm("critical", reader, metrics.behind));
    this.unread = this.add(
      "unread",
      unreadAlarm(reader, props.streamName, metrics.unread, "it may be switched off"),
    );
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
    this.behindWarning = this.add("behind-warning", behindAlarm("warning", reader, metrics.behind));
  }
}
