import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import type { Metric } from "../metric";
import { breaching } from "../missing-data";

/** What the alarm on the DNS switch is made from. */
export interface DnsSwitchAlarmsProps extends AlarmGroupProps {
  /** The metric that the switch hangs on, for example `TrafficAtDr` of namespace `Standby`. */
  readonly metric: Omit<Metric, "statistic" | "label">;
}

/**
 * Whether the metric that moves the names of the system is still published every minute. Stands in the DR region.
 *
 * When it stops, the names stay where they are, and the next failover could not move them.
 */
export class DnsSwitchAlarms extends AlarmGroup {
  readonly silent: Alarm;

  constructor(scope: Construct, id: string, props: DnsSwitchAlarmsProps) {
    super(scope, id, props);
    const { name } = props.metric;
    this.silent = this.add("silent", {
      severity: "critical",
      summary: `Nobody publishes ${name}: a failover could not move the DNS names`,
      runbook: "dns-switch",
      metric: { ...props.metric, statistic: "SampleCount", label: `Reports of ${name}` },
      comparison: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      missingData: breaching("Missing data is the very thing that is watched."),
    });
  }
}
