import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { byRole } from "../metrics/role";
import { serviceMetrics } from "../metrics/service";
import { breaching, notBreaching } from "../missing-data";

/** Above the scaling targets: reached only where scaling has come to its end. In percent. */
const HIGH = 90;

/** What the alarms of an ECS service are made from. */
export interface ServiceAlarmsProps extends AlarmGroupProps {
  readonly clusterName: string;
  readonly serviceName: string;
  /** The fewest tasks that must run, in either role. */
  readonly minimumTasks: { readonly active: number; readonly standby: number };
  /**
   * Whether an alarm of its own tells that no task runs at all, whatever the site's role and whether the role is known.
   *
   * @default false - too-few-tasks tells that as well
   */
  readonly watchesNoTask?: boolean;
}

/** The alarms of one ECS service. Its cluster must have Container Insights. */
export class ServiceAlarms extends AlarmGroup {
  readonly tooFewTasks: Alarm;
  readonly cpu: Alarm;
  readonly memory: Alarm;
  /** Missing where nobody asked for it. */
  readonly noTask: Alarm | undefined;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id, props);
    const metrics = serviceMetrics(props.clusterName, props.serviceName);
    this.tooFewTasks = this.add("too-few-tasks", {
      severity: "critical",
      summary: "Fewer tasks run than the service needs at least",
      runbook: "service-too-few-tasks",
      metric: byRole(this, metrics.runningTasks, {
        active: `m - ${props.minimumTasks.active}`,
        standby: `m - ${props.minimumTasks.standby}`,
        label: "Tasks above the least number",
      }),
      comparison: "LessThanThreshold",
      threshold: 0,
      evaluationPeriods: 3,
      missingData: breaching("No count of tasks means that none runs, or that nobody counts."),
    });
    this.noTask = props.watchesNoTask
      ? this.add("no-task", {
          severity: "critical",
          summary: "No task of the service runs",
          runbook: "service-too-few-tasks",
          metric: metrics.runningTasks,
          comparison: "LessThanThreshold",
          threshold: 1,
          evaluationPeriods: 2,
          missingData: breaching("No count of tasks means that none runs, or that nobody counts."),
        })
      : undefined;
    const load = {
      severity: "warning",
      runbook: "service-load",
      comparison: "GreaterThanThreshold",
      threshold: HIGH,
      evaluationPeriods: 15,
      datapointsToAlarm: 10,
      missingData: notBreaching("Without a task there is no load; the alarm too-few-tasks tells that."),
    } as const;
    this.cpu = this.add("cpu", {
      ...load,
      summary: `The service's CPU stays above ${HIGH} %: scaling has come to its end`,
      metric: metrics.cpu,
    });
    this.memory = this.add("memory", {
      ...load,
      summary: `The service's memory stays above ${HIGH} %: scaling has come to its end, or memory leaks`,
      metric: metrics.memory,
    });
  }
}
