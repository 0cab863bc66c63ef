import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { breaching, notBreaching, unknown } from "../missing-data";
import { postgresMetrics } from "../metrics/postgres";
import { byRole } from "../metrics/role";
import {
  addPostgresCapacityAlarms,
  GIBIBYTE,
  type PostgresCapacity,
  type PostgresCapacityAlarms,
} from "./postgres-capacity-alarms";
import { transactionIdsAlarm } from "./transaction-ids";

const LAG = "replica-lag";

/** The lag at which the copy is no protection any more, in seconds (requirement SF-ALM-01). */
const CRITICAL_LAG_SECONDS = 300;

/** The lag that is worth a look, in seconds (requirement SF-ALM-10). */
const WARNING_LAG_SECONDS = 30;

/** The metric is reported once a minute: the lowest report of a lag that falls back to zero may be so old, in seconds. */
const REPORTED_EVERY_SECONDS = 60;

/**
 * How often an idle source writes something by itself, in seconds. Until it does, its replica reports a lag that climbs by a
 * second each second, although nothing is missing.
 *
 * Source: RDS User Guide, "Read replica limitations with RDS for PostgreSQL", read 2026-11.
 */
const IDLE_SECONDS = 300;

/** What the alarms of an RDS for PostgreSQL instance are made from. */
export interface PostgresAlarmsProps extends AlarmGroupProps {
  /** Of the site's own instance. */
  readonly instanceIdentifier: string;
  readonly settings: PostgresCapacity;
  /**
   * Whether something writes every few seconds, as the canary does where there is a domain. Where nothing does, the lag
   * of an idle source is no lag, and the warning counts from 90 s on, for what does not fall back for ten minutes.
   */
  readonly writtenAlways: boolean;
}

/** The alarms of one site's RDS for PostgreSQL instance, be it the source or the replica. */
export class PostgresAlarms extends AlarmGroup {
  /** The instance does not report: there may be no database. */
  readonly silent: Alarm;
  readonly lagCritical: Alarm;
  readonly lagWarning: Alarm;
  readonly capacity: PostgresCapacityAlarms;
  readonly replicationSlot: Alarm;
  readonly transactionIds: Alarm;

  constructor(scope: Construct, id: string, props: PostgresAlarmsProps) {
    super(scope, id, props);
    const metrics = postgresMetrics(props.instanceIdentifier);
    this.silent = this.add("silent", {
      severity: "critical",
      summary: "The database's instance does not report: it does not run, or can't be reached",
      runbook: "postgres-silent",
      metric: { ...metrics.cpu, statistic: "SampleCount", label: "Reports of the instance" },
      comparison: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 3,
      missingData: breaching("Missing data is the very thing that is watched."),
    });
    this.lagCritical = this.add("lag-critical", {
      severity: "critical",
      summary: `The replica is more than ${CRITICAL_LAG_SECONDS} seconds behind, or does not say how far`,
      runbook: LAG,
      // Reported by a replica only: one that says nothing while its site stands by may not follow at all.
      metric: byRole(this, metrics.replicaLag, {
        active: "0",
        standby: `FILL(m, ${2 * CRITICAL_LAG_SECONDS})`,
        label: "Lag of a replica (s)",
      }),
      comparison: "GreaterThanThreshold",
      threshold: CRITICAL_LAG_SECONDS,
      // The lag of an idle source reaches the threshold too, in one report of five.
      evaluationPeriods: IDLE_SECONDS / REPORTED_EVERY_SECONDS,
      datapointsToAlarm: 3,
      missingData: breaching("Neither the role nor the lag is reported: nobody knows whether it follows."),
    });
    const warning = warningOf(props.writtenAlways);
    this.lagWarning = this.add("lag-warning", {
      severity: "warning",
      summary: `The replica is more than ${warning.threshold} seconds behind`,
      runbook: LAG,
      metric: { ...metrics.replicaLag, statistic: "Minimum", label: "Lowest lag of the replica (s)" },
      comparison: "GreaterThanThreshold",
      ...warning,
      missingData: unknown("The alarm lag-critical speaks up when a replica reports no lag."),
    });
    this.capacity = addPostgresCapacityAlarms(
      (name, alarm) => this.add(name, alarm),
      metrics,
      props.settings,
    );
    this.replicationSlot = this.add("replication-slot", {
      severity: "warning",
      summary: "A tenth of the storage is taken by transaction logs that the replica has not fetched",
      runbook: "replication-slot",
      metric: metrics.replicationSlotLag,
      comparison: "GreaterThanThreshold",
      threshold: (props.settings.allocatedStorageGb / 10) * GIBIBYTE,
      periodSeconds: 300,
      evaluationPeriods: 3,
      missingData: notBreaching("An instance without a replica keeps no logs for one."),
    });
    this.transactionIds = this.add("transaction-ids", transactionIdsAlarm(metrics.transactionIds));
  }
}

/** When a lag is worth a look: for what does not fall back between two writes. */
function warningOf(writtenAlways: boolean) {
  return writtenAlways
    ? { threshold: WARNING_LAG_SECONDS, evaluationPeriods: 5 }
    : {
        threshold: WARNING_LAG_SECONDS + REPORTED_EVERY_SECONDS,
        periodSeconds: IDLE_SECONDS,
        evaluationPeriods: 2,
      };
}
