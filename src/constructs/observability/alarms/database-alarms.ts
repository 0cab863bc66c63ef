import type { Construct } from "constructs";
import type { Alarm } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { auroraMetrics } from "../metrics/aurora";
import { byRole } from "../metrics/role";
import { breaching, notBreaching, unknown } from "../missing-data";
import { addCapacityAlarms, type WatchedCapacity } from "./database-capacity-alarms";
import { transactionIdsAlarm } from "./transaction-ids";

const LAG = "database-replication-lag";

/** Above this average a payment waits noticeably for its commit, in milliseconds; Aurora's own is a few. */
const SLOW_COMMIT_MS = 100;

/** A follower that is further behind, or says nothing, is no protection, in milliseconds. */
const CRITICAL_LAG_MS = 120_000;

/** What the alarms of an Aurora cluster are made from. */
export interface DatabaseAlarmsProps extends AlarmGroupProps {
  /** Of the site's own member cluster. */
  readonly clusterIdentifier: string;
  /** The system's objective: the lag at which the promise is broken. */
  readonly recoveryPointMinutes: number;
  /**
   * The lag that the copy should keep most of the time, in milliseconds. Replication is asynchronous: nothing promises it.
   *
   * @default - not watched
   */
  readonly targetLagMs?: number;
  readonly capacity: WatchedCapacity;
}

/** The alarms of one member cluster of an Aurora global database. */
export class DatabaseAlarms extends AlarmGroup {
  /** No instance of the cluster reports: there may be no database. */
  readonly silent: Alarm;
  readonly lagCritical: Alarm;
  readonly lagWarning: Alarm;
  readonly recoveryPointBroken: Alarm;
  /** All of a serverless cluster's capacity; undefined for a provisioned one. */
  readonly capacity: Alarm | undefined;
  readonly slowCommits: Alarm;
  readonly transactionIds: Alarm;

  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id, props);
    const metrics = auroraMetrics(props.clusterIdentifier);
    const lag = {
      metric: metrics.recoveryPointLag,
      comparison: "GreaterThanThreshold",
      runbook: LAG,
    } as const;
    const silence = unknown("The alarm lag-critical speaks up when a follower reports no lag.");
    this.silent = this.add("silent", {
      severity: "critical",
      summary: "No instance of the database reports: none runs, or none can be reached",
      runbook: "database-silent",
      metric: { ...metrics.cpu, statistic: "SampleCount", label: "Reports of instances" },
      comparison: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 3,
      missingData: breaching("Missing data is the very thing that is watched."),
    });
    this.recoveryPointBroken = this.add("recovery-point-broken", {
      ...lag,
      severity: "critical",
      summary: `The database's copy is more than ${props.recoveryPointMinutes} minutes behind: the recovery point is broken`,
      threshold: props.recoveryPointMinutes * 60_000,
      evaluationPeriods: 1,
      missingData: silence,
    });
    this.lagCritical = this.add("lag-critical", {
      ...lag,
      severity: "critical",
      summary: "The database's copy is more than 120 seconds behind, or does not say how far",
      // Aurora reports the lag in a follower's region only; a follower without it may not follow at all.
      metric: byRole(this, metrics.recoveryPointLag, {
        active: "0",
        standby: `FILL(m, ${2 * CRITICAL_LAG_MS})`,
        label: "Lag of a follower (ms)",
      }),
      threshold: CRITICAL_LAG_MS,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      missingData: breaching("Neither the role nor the lag is reported: nobody knows whether it follows."),
    });
    this.lagWarning = this.add("lag-warning", {
      ...lag,
      severity: "warning",
      summary: "The database's copy is more than 60 seconds behind",
      threshold: 60_000,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      missingData: silence,
    });
    if (props.targetLagMs !== undefined) {
      this.add("lag-above-target", {
        ...lag,
        severity: "warning",
        summary: `The database's copy has been more than ${props.targetLagMs} ms behind for most of a quarter of an hour`,
        threshold: props.targetLagMs,
        evaluationPeriods: 15,
        datapointsToAlarm: 10,
        missingData: silence,
      });
    }
    this.capacity = addCapacityAlarms((name, alarm) => this.add(name, alarm), metrics, props.capacity);
    this.slowCommits = this.add("slow-commits", {
      severity: "warning",
      summary: `Commits take more than ${SLOW_COMMIT_MS} ms on average`,
      runbook: "database-slow-commits",
      metric: metrics.commitLatency,
      comparison: "GreaterThanThreshold",
      threshold: SLOW_COMMIT_MS,
      evaluationPeriods: 5,
      missingData: notBreaching("A follower commits nothing, and so reports nothing."),
    });
    this.transactionIds = this.add("transaction-ids", transactionIdsAlarm(metrics.transactionIds));
  }
}
