import type { Construct } from "constructs";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { notBreaching } from "../missing-data";

/** What the alarms of a failover's state machine are made from. */
export interface FailoverAlarmsProps extends AlarmGroupProps {
  readonly machineArn: string;
}

/** Whether executions of the failover's state machine end as they should. */
export class FailoverAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, props: FailoverAlarmsProps) {
    super(scope, id, props);
    this.watch("failed", "ExecutionsFailed", "has failed: it may be started again, and goes on", props);
    this.watch(
      "timed-out",
      "ExecutionsTimedOut",
      "has run out of time: look where, and start it again",
      props,
    );
    this.watch(
      "aborted",
      "ExecutionsAborted",
      "was stopped by somebody: the system may be half moved",
      props,
    );
  }

  private watch(id: string, metric: string, what: string, { machineArn }: FailoverAlarmsProps): void {
    this.add(id, {
      severity: "critical",
      summary: `An execution of the failover ${what}`,
      runbook: "failover",
      // Metrics of state machines, by ARN (Step Functions developer guide, CloudWatch metrics, read 2026-11).
      metric: {
        namespace: "AWS/States",
        name: metric,
        dimensions: { StateMachineArn: machineArn },
        statistic: "Sum",
        label: metric,
      },
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("A state machine that does not run reports nothing."),
    });
  }
}
