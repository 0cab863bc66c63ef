import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import type { Severity } from "../alarm-text";
import type { Metric } from "../metric";
import { breaching } from "../missing-data";

/** What the alarm on a metric that moves names is made from. */
export interface DnsSwitchAlarmsProps extends AlarmGroupProps {
  /** The metric that the switch hangs on, for example `TrafficAtDr` of namespace `Standby`. */
  readonly metric: Omit<Metric, "statistic" | "label">;
  readonly severity: Severity;
  /** What does not work without the metric, as the end of a sentence: `a failover could not move the DNS names`. */
  readonly consequence: string;
}

/**
 * Whether a metric that moves the names of the system is still published every minute. Stands in the metric's region.
 */
export class DnsSwitchAlarms extends AlarmGroup {
  readonly silent: Alarm;

  constructor(scope: Construct, id: string, props: DnsSwitchAlarmsProps) {
    super(scope, id, props);
    const { severity, consequence } = props;
    const { name } = props.metric;
    this.silent = this.add("silent", {
      severity,
      summary: `Nobody publishes ${name}: ${consequence}`,
      runbook: "dns-switch",
      metric: { ...props.metric, statistic: "SampleCount", label: `Reports of ${name}` },
      comparison: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      missingData: breaching("Missing data is the very thing that is watched."),
    });
  }
}
