import type { Construct } from "constructs";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { functionMetrics } from "../metrics/function";
import { retentionMetrics } from "../metrics/retention";
import { breaching, notBreaching } from "../missing-data";

const RUNBOOK = "data-retention";

const HOUR_SECONDS = 60 * 60;
const DAY_HOURS = 24;

/** A day, and time for a run that begins late. */
const OVERDUE_HOURS = DAY_HOURS + 2;

/** What the alarms on the deletion of expired data are made from. */
export interface RetentionAlarmsProps extends AlarmGroupProps {
  readonly functionName: string;
}

/**
 * Whether personal data is deleted when its time is over. Both sites have them: the function of a standby site comes to
 * an end, too, and has then found that it has nothing to do.
 */
export class RetentionAlarms extends AlarmGroup {
  readonly failed: Alarm;
  readonly overdue: Alarm;
  readonly unfinished: Alarm;

  constructor(scope: Construct, id: string, props: RetentionAlarmsProps) {
    super(scope, id, props);
    const { system, environment } = RegionalStack.of(this);
    const metrics = retentionMetrics(system, environment.suffix);
    const common = { severity: "warning", runbook: RUNBOOK, periodSeconds: HOUR_SECONDS } as const;
    this.failed = this.add("failed", {
      ...common,
      summary: "Expired personal data was not deleted: the run has failed, and the next one comes in a day",
      metric: functionMetrics(props.functionName).errors,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: notBreaching("Lambda reports nothing between two runs."),
    });
    this.overdue = this.add("overdue", {
      ...common,
      summary: `Nothing has looked for expired personal data for ${OVERDUE_HOURS} hours`,
      metric: metrics.Runs,
      comparison: "LessThanThreshold",
      threshold: 1,
      // Hours, not days: one good hour among them is enough.
      evaluationPeriods: OVERDUE_HOURS,
      missingData: breaching("The metric is there only in the hour of a run that came to its end."),
    });
    this.unfinished = this.add("unfinished", {
      ...common,
      summary: "More personal data expires than is deleted: two runs in a row have left some",
      metric: metrics.UnfinishedRuns,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: OVERDUE_HOURS,
      datapointsToAlarm: 2,
      missingData: notBreaching("A run that leaves nothing reports nothing of it."),
    });
  }
}
