import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { objectReplicationMetrics, type ReplicationRule } from "../metrics/object-replication";
import { unchanged } from "../missing-data";

/** S3 reports while it has something to replicate; its guide advises to keep the state (read 2026-11). */
const BETWEEN_OBJECTS = unchanged(
  "S3 reports while there is something to replicate: no data says nothing new.",
);

/** Replication time control gives up to 900 s; well before that somebody must know. In seconds. */
const LATE = { warning: 300, critical: 600 };

/** What the alarms on one replication rule are made from. */
export interface ObjectReplicationAlarmsProps extends AlarmGroupProps, ReplicationRule {}

/** How late objects arrive in a bucket. Stands in the region of the destination, where S3 publishes it. */
export class ObjectArrivalAlarms extends AlarmGroup {
  readonly latencyCritical: Alarm;

  constructor(scope: Construct, id: string, props: ObjectReplicationAlarmsProps) {
    super(scope, id, props);
    const latency = {
      runbook: "object-replication",
      metric: objectReplicationMetrics(props).latency,
      comparison: "GreaterThanThreshold",
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      missingData: BETWEEN_OBJECTS,
    } as const;
    this.latencyCritical = this.add("latency-critical", {
      ...latency,
      severity: "critical",
      summary: `Objects reach ${props.destinationBucket} more than ${LATE.critical} s late; the promise is 900 s`,
      threshold: LATE.critical,
    });
    this.add("latency-warning", {
      ...latency,
      severity: "warning",
      summary: `Objects reach ${props.destinationBucket} more than ${LATE.warning} s late`,
      threshold: LATE.warning,
    });
  }
}

/** Objects that will never arrive. Stands in the region of the source, where S3 publishes it. */
export class ObjectDepartureAlarms extends AlarmGroup {
  readonly failed: Alarm;

  constructor(scope: Construct, id: string, props: ObjectReplicationAlarmsProps) {
    super(scope, id, props);
    this.failed = this.add("failed", {
      severity: "critical",
      summary: `Objects of ${props.sourceBucket} could not be replicated, and S3 does not try again`,
      runbook: "object-replication",
      metric: objectReplicationMetrics(props).failedOperations,
      comparison: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
      missingData: BETWEEN_OBJECTS,
    });
  }
}
