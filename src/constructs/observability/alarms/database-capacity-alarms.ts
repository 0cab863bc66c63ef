import type { Alarm, AlarmProps } from "../alarm";
import type { auroraMetrics } from "../metrics/aurora";
import { notBreaching } from "../missing-data";

const RUNBOOK = "database-capacity";

/** A share of what there is, in percent, above which nothing is left for a peak. */
const HIGH = 90;

/** How big the instances of a cluster are, as far as alarms need it. */
export type WatchedCapacity = (
  | {
      readonly kind: "serverless";
      /**
       * Free memory below which a serverless instance is at its end, in bytes. Aurora counts what the instance could still
       * grow by as free, so it gets there at its largest capacity only (Aurora User Guide, "Important Amazon CloudWatch metrics
       * for Aurora Serverless v2", read 2026-11). Must be well below the memory of the largest capacity.
       *
       * @default - only the share of the largest capacity is watched
       */
      readonly lowMemoryBytes?: number;
      /**
       * Whether the CPU is watched for itself as well, as a share of what the largest capacity has (same source).
       *
       * @default false - only the share of the largest capacity is watched
       */
      readonly watchesCpu?: boolean;
    }
  | {
      readonly kind: "provisioned";
      /** Free memory below which queries begin to swap, in bytes; about a tenth of the instance's memory. */
      readonly lowMemoryBytes: number;
    }
) & {
  /**
   * The most connections that an instance takes (`max_connections`).
   *
   * @default - connections are not watched
   */
  readonly maximumConnections?: number;
};

/** Adds the alarms that say an Aurora cluster is too small; answers the one that tells of all its serverless capacity. */
export function addCapacityAlarms(
  add: (name: string, props: Omit<AlarmProps, "topic" | "thing">) => Alarm,
  metrics: ReturnType<typeof auroraMetrics>,
  capacity: WatchedCapacity,
): Alarm | undefined {
  const sustained = {
    severity: "warning",
    runbook: RUNBOOK,
    comparison: "GreaterThanThreshold",
    evaluationPeriods: 15,
    datapointsToAlarm: 10,
    missingData: notBreaching("Without an instance there is no load; whether the site serves, others watch."),
  } as const;
  const ofAll =
    capacity.kind === "serverless"
      ? // Grows with CPU, memory and network alike: the one number that says a serverless cluster is too small.
        add("capacity", {
          ...sustained,
          summary: `The database uses more than ${HIGH} % of its largest capacity`,
          metric: metrics.capacityUtilization,
          threshold: HIGH,
        })
      : undefined;
  if (capacity.kind === "provisioned" || capacity.watchesCpu) {
    add("cpu", {
      ...sustained,
      summary: `A database instance uses more than ${HIGH} % of its CPU`,
      metric: metrics.cpu,
      threshold: HIGH,
    });
  }
  if (capacity.lowMemoryBytes !== undefined) {
    add("memory", {
      ...sustained,
      summary: "A database instance runs out of memory",
      metric: metrics.freeableMemory,
      comparison: "LessThanThreshold",
      threshold: capacity.lowMemoryBytes,
    });
  }
  if (capacity.maximumConnections !== undefined) {
    add("connections", {
      ...sustained,
      summary: `A database instance has more than 80 % of its ${capacity.maximumConnections} connections in use`,
      metric: metrics.connections,
      threshold: Math.floor(capacity.maximumConnections * 0.8),
    });
  }
  return ofAll;
}
