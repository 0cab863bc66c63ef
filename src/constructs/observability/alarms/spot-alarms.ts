import type { Construct } from "constructs";
import { SpotInterruptions, type SpotInterruptionsProps } from "../../service/spot-interruptions";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { eventRuleMetrics } from "../metrics/event-rule";
import { serviceMetrics } from "../metrics/service";
import { notBreaching } from "../missing-data";

/** So many tasks taken back in an hour are more than the odd one: Spot is short. */
const MANY_INTERRUPTIONS = 4;

/** What the alarms of a service on Fargate Spot are made from. */
export interface SpotAlarmsProps extends AlarmGroupProps, SpotInterruptionsProps {}

/** The alarms of a service with tasks on Fargate Spot, both warnings: its first tasks are on demand. Needs Container Insights. */
export class SpotAlarms extends AlarmGroup {
  readonly interruptions: Alarm;
  readonly pendingTasks: Alarm;

  constructor(scope: Construct, id: string, props: SpotAlarmsProps) {
    super(scope, id, props);
    const { runningTasks, desiredTasks } = serviceMetrics(props.clusterName, props.serviceName);
    const { ruleName } = new SpotInterruptions(this, "record", props);
    this.interruptions = this.add("interruptions", {
      severity: "warning",
      summary: `AWS has taken back ${MANY_INTERRUPTIONS} tasks or more from Fargate Spot within an hour`,
      runbook: "spot-capacity",
      metric: eventRuleMetrics(ruleName).invocations,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: MANY_INTERRUPTIONS,
      periodSeconds: 3_600,
      evaluationPeriods: 1,
      missingData: notBreaching("EventBridge counts only when a task was taken back."),
    });
    this.pendingTasks = this.add("pending-tasks", {
      severity: "warning",
      summary: "For a quarter of an hour fewer tasks run than scaling wants: there may be no room on Spot",
      runbook: "spot-capacity",
      metric: {
        expression: "desired - running",
        metrics: { desired: desiredTasks, running: runningTasks },
        label: "Tasks that are wanted and do not run",
      },
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 15,
      missingData: notBreaching("Nobody counts tasks; the alarm too-few-tasks tells that."),
    });
  }
}
