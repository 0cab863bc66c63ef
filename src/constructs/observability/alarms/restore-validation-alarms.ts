import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import type { Metric } from "../metric";
import { eventRuleMetrics } from "../metrics/event-rule";
import { notBreaching } from "../missing-data";

/** What the alarms on the validation of restored databases are made from. */
export interface RestoreValidationAlarmsProps extends AlarmGroupProps {
  readonly machineArn: string;
  /** The EventBridge rule that starts it. */
  readonly ruleName: string;
}

/** Whether what restore tests have restored was found valid. */
export class RestoreValidationAlarms extends AlarmGroup {
  readonly failed: Alarm;

  constructor(scope: Construct, id: string, props: RestoreValidationAlarmsProps) {
    super(scope, id, props);
    this.failed = this.watch(
      "failed",
      "critical",
      "A restored database is not as the live one was",
      machineMetric(props, "ExecutionsFailed"),
    );
    this.watch(
      "timed-out",
      "warning",
      "The validation of a restored database has run out of time",
      machineMetric(props, "ExecutionsTimedOut"),
    );
    this.watch(
      "not-started",
      "warning",
      "A restored database was not validated: its event got lost",
      eventRuleMetrics(props.ruleName).failedInvocations,
    );
  }

  private watch(name: string, severity: "critical" | "warning", summary: string, metric: Metric): Alarm {
    return this.add(name, {
      severity,
      summary,
      runbook: "restore-test-failed",
      metric,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("Between two tests there is nothing to report."),
    });
  }
}

/** Metrics of state machines, by ARN (Step Functions developer guide, CloudWatch metrics, read 2026-11). */
function machineMetric({ machineArn }: RestoreValidationAlarmsProps, name: string): Metric {
  return {
    namespace: "AWS/States",
    name,
    dimensions: { StateMachineArn: machineArn },
    statistic: "Sum",
    label: name,
  };
}
