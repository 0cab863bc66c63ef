import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { queueMetrics } from "../metrics/queue";
import { notBreaching } from "../missing-data";

const QUIET = "A queue that nobody uses reports nothing.";

/** What the alarms of a queue are made from. */
export interface QueueAlarmsProps extends AlarmGroupProps {
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  /**
   * How long a message may wait, in seconds.
   *
   * @default 120
   */
  readonly longestWaitSeconds?: number;
}

/** The alarms of one SQS queue and its dead-letter queue. */
export class QueueAlarms extends AlarmGroup {
  readonly deadLetters: Alarm;
  readonly oldestMessage: Alarm;

  constructor(scope: Construct, id: string, props: QueueAlarmsProps) {
    super(scope, id, props);
    this.deadLetters = this.add("dead-letters", {
      severity: "critical",
      summary: `Messages lie in ${props.deadLetterQueueName}: they were given up, and somebody waits for them`,
      runbook: "queue-backlog",
      metric: queueMetrics(props.deadLetterQueueName).messages,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching(QUIET),
    });
    const longest = props.longestWaitSeconds ?? 120;
    this.oldestMessage = this.add("oldest-message", {
      severity: "warning",
      summary: `A message has waited in ${props.queueName} for more than ${longest} s`,
      runbook: "queue-backlog",
      metric: queueMetrics(props.queueName).oldestMessage,
      comparison: "GreaterThanThreshold",
      threshold: longest,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: notBreaching(QUIET),
    });
  }
}
