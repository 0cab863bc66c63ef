import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { tableMetrics } from "../metrics/table";
import { unchanged } from "../missing-data";

/** What the alarms of a DynamoDB table are made from. */
export interface TableAlarmsProps extends AlarmGroupProps {
  readonly tableName: string;
  /**
   * The other region of a global table.
   *
   * @default - the table is in one region
   */
  readonly receivingRegion?: string;
}

/** The alarms of one DynamoDB table in one region. */
export class TableAlarms extends AlarmGroup {
  /** Missing where the table is in one region. */
  readonly replicationLate: Alarm | undefined;

  constructor(scope: Construct, id: string, props: TableAlarmsProps) {
    super(scope, id, props);
    const metrics = tableMetrics(props.tableName);
    const mostly = {
      comparison: "GreaterThanThreshold",
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      // Said, although CloudWatch does so whatever is said (PutMetricAlarm, API model of SDK 3.1162, read 2026-11).
      missingData: unchanged("CloudWatch always ignores missing data of DynamoDB."),
    } as const;
    this.replicationLate =
      props.receivingRegion === undefined
        ? undefined
        : this.add("replication-late", {
            ...mostly,
            severity: "critical",
            summary: `Items of ${props.tableName} reach ${props.receivingRegion} more than 120 s late`,
            runbook: "table-replication",
            metric: metrics.replicationLatency(props.receivingRegion),
            threshold: 120_000,
          });
    this.add("throttles", {
      ...mostly,
      severity: "warning",
      summary: `Reads or writes of ${props.tableName} are throttled`,
      runbook: "table-errors",
      metric: metrics.throttles,
      threshold: 0,
    });
    this.add("system-errors", {
      ...mostly,
      severity: "warning",
      summary: `DynamoDB answers requests to ${props.tableName} with errors of its own`,
      runbook: "table-errors",
      metric: metrics.systemErrors,
      threshold: 0,
    });
  }
}
