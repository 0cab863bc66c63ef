import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { streamMetrics } from "../metrics/stream";
import { notBreaching } from "../missing-data";

/** What the alarms of a stream are made from. */
export interface StreamAlarmsProps extends AlarmGroupProps {
  readonly streamName: string;
}

/** The alarms of one Kinesis data stream, as those see it who write into it. */
export class StreamAlarms extends AlarmGroup {
  readonly throttledWrites: Alarm;

  constructor(scope: Construct, id: string, props: StreamAlarmsProps) {
    super(scope, id, props);
    this.throttledWrites = this.add("throttled-writes", {
      severity: "warning",
      summary: `${props.streamName} refuses events: a shard, or the stream, gets more than it may take`,
      runbook: "stream-throttled",
      metric: streamMetrics(props.streamName).throttledWrites,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: notBreaching("A stream that nobody writes into refuses nothing."),
    });
  }
}
