import { gibibytesOf, isBurstable } from "../../database/instance-class";
import type { InstanceSettings } from "../../database/instance-settings";
import type { Alarm, AlarmProps } from "../alarm";
import type { postgresMetrics } from "../metrics/postgres";
import { notBreaching } from "../missing-data";

const RUNBOOK = "postgres-capacity";

export const GIBIBYTE = 2 ** 30;

/** A share of what there is, in percent, above which little is left for a peak (requirements SF-ALM-02 and SF-ALM-06). */
const HIGH = 80;

/** A share of the storage at the start, above which nothing is wrong: RDS grows it when less than a tenth is free. */
const FREE_STORAGE = 0.05;

/** A share of the memory below which queries begin to swap. */
const FREE_MEMORY = 0.1;

/**
 * Half an hour's worth of a db.t3.medium. RDS runs burstable classes in the unlimited mode: from no credits on they go on
 * bursting, at a price (RDS User Guide, "DB instance class types", as of June 2023).
 */
const FEW_CREDITS = 12;

/** How big an instance is, as far as alarms need it. */
export type PostgresCapacity = Pick<
  InstanceSettings,
  "instanceClass" | "allocatedStorageGb" | "maximumConnections"
>;

/** The alarms that say an instance is too small. */
export interface PostgresCapacityAlarms {
  readonly cpu: Alarm;
  readonly connections: Alarm;
  readonly storage: Alarm;
  /** Undefined for a class whose memory its name does not tell. */
  readonly memory: Alarm | undefined;
  /** Undefined for a class without CPU credits. */
  readonly cpuCredits: Alarm | undefined;
}

/** Adds the alarms that say an RDS for PostgreSQL instance is too small. */
export function addPostgresCapacityAlarms(
  add: (name: string, props: Omit<AlarmProps, "topic" | "thing">) => Alarm,
  metrics: ReturnType<typeof postgresMetrics>,
  { instanceClass, allocatedStorageGb, maximumConnections }: PostgresCapacity,
): PostgresCapacityAlarms {
  const sustained = {
    severity: "warning",
    runbook: RUNBOOK,
    comparison: "GreaterThanThreshold",
    evaluationPeriods: 15,
    datapointsToAlarm: 10,
    missingData: notBreaching(
      "Without an instance there is no load; whether it runs, another alarm watches.",
    ),
  } as const;
  const gibibytes = gibibytesOf(instanceClass);
  return {
    cpu: add("cpu", {
      ...sustained,
      severity: "critical",
      summary: `The database uses more than ${HIGH} % of its CPU`,
      metric: metrics.cpu,
      threshold: HIGH,
    }),
    connections: add("connections", {
      ...sustained,
      summary: `More than ${HIGH} % of the database's ${maximumConnections} connections are in use`,
      metric: metrics.connections,
      threshold: Math.floor((maximumConnections * HIGH) / 100),
    }),
    storage: add("storage", {
      ...sustained,
      summary: "The database's storage runs out, and has not grown by itself",
      metric: metrics.freeStorage,
      comparison: "LessThanThreshold",
      threshold: Math.round(allocatedStorageGb * FREE_STORAGE * GIBIBYTE),
    }),
    memory:
      gibibytes === undefined
        ? undefined
        : add("memory", {
            ...sustained,
            summary: "The database runs out of memory",
            metric: metrics.freeableMemory,
            comparison: "LessThanThreshold",
            threshold: Math.round(gibibytes * FREE_MEMORY * GIBIBYTE),
          }),
    cpuCredits: isBurstable(instanceClass)
      ? add("cpu-credits", {
          ...sustained,
          summary: "The database's CPU credits are used up: its class is too small, and bursting costs extra",
          metric: metrics.cpuCredits,
          comparison: "LessThanThreshold",
          threshold: FEW_CREDITS,
          // Reported every five minutes. A new instance starts without any, and earns enough within the first hour.
          periodSeconds: 300,
          evaluationPeriods: 12,
          datapointsToAlarm: 12,
        })
      : undefined,
  };
}
