import type { Construct } from "constructs";
import { FunctionAlarms, type FunctionAlarmsProps } from "../observability/alarms/function-alarms";
import { queueMetrics } from "../observability/metrics/queue";
import { notBreaching } from "../observability/missing-data";

/** What the alarms of the remediation are made from. */
export interface RemediationAlarmsProps extends Omit<FunctionAlarmsProps, "everyErrorCounts"> {
  /** The queue of events that were not met. */
  readonly undeliveredQueueName: string;
}

/** The alarms on the remediation itself: those of its function, and one on events that were given up. */
export class RemediationAlarms extends FunctionAlarms {
  constructor(scope: Construct, id: string, props: RemediationAlarmsProps) {
    super(scope, id, { ...props, everyErrorCounts: true });
    this.add("undelivered", {
      severity: "warning",
      summary: "An event was given up: nobody has looked at what it reports",
      runbook: "remediation",
      metric: queueMetrics(props.undeliveredQueueName).messages,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("A queue that nobody uses reports nothing."),
    });
  }
}
