import type { AlarmProps } from "../alarm";
import { notBreaching } from "../missing-data";

/**
 * Half of the way to the transaction id at which PostgreSQL stops taking writes, 2^31 - 1,000,000.
 *
 * Source: Aurora User Guide, "CloudWatch metrics for Amazon Aurora", MaximumUsedTransactionIDs, read 2026-11.
 */
const TRANSACTION_IDS = 1_073_000_000;

/** The alarm on the transaction ids of PostgreSQL, which Aurora and RDS report alike. */
export function transactionIdsAlarm(metric: AlarmProps["metric"]): Omit<AlarmProps, "topic" | "thing"> {
  return {
    severity: "warning",
    summary:
      "Half of the transaction ids are used up: vacuum does not keep pace, and at the end PostgreSQL stops writes",
    runbook: "database-transaction-ids",
    metric,
    comparison: "GreaterThanThreshold",
    threshold: TRANSACTION_IDS,
    periodSeconds: 300,
    evaluationPeriods: 3,
    missingData: notBreaching("It grows over days: an hour without data changes nothing."),
  };
}
