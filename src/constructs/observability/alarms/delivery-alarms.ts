import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { deliveryMetrics, type WatchedDelivery } from "../metrics/delivery";
import { notBreaching } from "../missing-data";
import { behindAlarm, behindMinutes, unreadAlarm } from "./stream-reader";

/** What S3 must have taken of a period's writes. */
const ALL = 1;

/** What the alarms of a delivery are made from. */
export interface DeliveryAlarmsProps extends AlarmGroupProps, WatchedDelivery {
  /** What Firehose gathers before it writes, in seconds: so far behind it always is. */
  readonly bufferSeconds: number;
  /** The objective for events: what is not in S3 is lost with the region until it returns. */
  readonly recoveryPointMinutes: number;
}

/** The alarms of one Firehose that archives a Kinesis data stream in S3. */
export class DeliveryAlarms extends AlarmGroup {
  /** A failover now would lose more than two thirds of the recovery point objective. */
  readonly behindCritical: Alarm;
  readonly behindWarning: Alarm;
  /** S3 refuses what Firehose writes. */
  readonly failed: Alarm;
  /** Records come in, and none is read. */
  readonly unread: Alarm;
  readonly throttled: Alarm;

  /** @throws Error where the buffer alone would ring. */
  constructor(scope: Construct, id: string, props: DeliveryAlarmsProps) {
    super(scope, id, props);
    const { deliveryStreamName, streamName, recoveryPointMinutes, bufferSeconds } = props;
    const metrics = deliveryMetrics(props);
    const reader = { name: deliveryStreamName, runbook: "delivery-behind", recoveryPointMinutes };
    const warningSeconds = behindMinutes("warning", reader) * 60;
    if (bufferSeconds >= warningSeconds) {
      throw new Error(
        `${this.node.path}: a buffer of ${bufferSeconds} s would ring the alarm at ${warningSeconds} s all the time: ` +
          "gather for a shorter time, or promise a longer recovery point for events",
      );
    }
    this.behindCritical = this.add("behind-critical", behindAlarm("critical", reader, metrics.behind));
    this.unread = this.add(
      "unread",
      unreadAlarm(reader, streamName, metrics.unread, "it may lack a permission or a key"),
    );
    this.failed = this.add("failed", {
      severity: "critical",
      summary: `S3 refuses what ${deliveryStreamName} writes; after 24 hours it is lost to the archive`,
      runbook: "delivery-behind",
      metric: metrics.success,
      comparison: "LessThanThreshold",
      threshold: ALL,
      periodSeconds: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      missingData: notBreaching("Where nothing is written, nothing fails."),
    });
    this.behindWarning = this.add("behind-warning", behindAlarm("warning", reader, metrics.behind));
    this.throttled = this.add("throttled", {
      severity: "warning",
      summary: `${deliveryStreamName} is held up: the stream's shards or Firehose's own limits are too small for it`,
      runbook: "delivery-behind",
      metric: metrics.throttled,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: notBreaching("What is not read is not held up."),
    });
  }
}
