import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import type { Metric } from "../metric";
import { breaching } from "../missing-data";

const DAY_SECONDS = 24 * 60 * 60;
const DEFAULT_MAXIMUM_DAYS = 90;

/** What the alarm on missing drills is made from. */
export interface DrillAlarmsProps extends AlarmGroupProps {
  /** The age of the last drill in days: `DaysSinceDrill` of namespace `Standby`. */
  readonly metric: Omit<Metric, "statistic" | "label">;
  /**
   * How old the last drill may be, in days.
   *
   * @default 90
   */
  readonly maximumDays?: number;
}

/** Whether the failover is still practised. Stands in the DR region. */
export class DrillAlarms extends AlarmGroup {
  readonly overdue: Alarm;

  constructor(scope: Construct, id: string, props: DrillAlarmsProps) {
    super(scope, id, props);
    const { metric, maximumDays = DEFAULT_MAXIMUM_DAYS } = props;
    this.overdue = this.add("overdue", {
      severity: "warning",
      summary: `No drill for more than ${maximumDays} days, or never: nobody knows whether the failover still works`,
      runbook: "drill",
      // The smallest of a day: a drill counts at once.
      metric: { ...metric, statistic: "Minimum", label: "Days since the last drill" },
      comparison: "GreaterThanThreshold",
      threshold: maximumDays,
      periodSeconds: DAY_SECONDS,
      evaluationPeriods: 1,
      missingData: breaching("A system that was never drilled has never shown that it fails over."),
    });
  }
}
