import type { Construct } from "constructs";
import type { Site } from "../../config/site";
import { REPLICATION_TIME_MINUTES } from "./bucket-replication";
import { bucketNameOf } from "./private-bucket";
import { bucketPairReplication, ReplicatedBuckets, type ReplicatedBucketsProps } from "./replicated-buckets";
import { AUDIT_YEAR_DAYS, type TransactionLogSettings } from "./storage-settings";

const THING = "transactions";

/**
 * How much of the latest logs a failover may lose, in minutes. It is a goal with a contract on 99.9 % of a month's objects, not
 * a bound: what has not been copied when a region goes, is there again when the region is.
 */
export const TRANSACTION_LOG_RECOVERY_POINT_MINUTES = REPLICATION_TIME_MINUTES;

/** What the transaction logs of both sites are made from, in the primary stack. */
export interface TransactionLogsProps
  extends TransactionLogSettings, Pick<ReplicatedBucketsProps, "keyArns" | "logBucketNames"> {}

/** The transaction logs: a bucket in each region, each copied to the other. */
export class TransactionLogs extends ReplicatedBuckets {
  constructor(scope: Construct, id: string, props: TransactionLogsProps) {
    const { transitions, expirationDays, objectLock, keyArns, logBucketNames } = props;
    super(scope, id, {
      thing: THING,
      // An overwritten or deleted log is evidence as well.
      lifecycle: { transitions, expirationDays, noncurrentDays: AUDIT_YEAR_DAYS },
      keyArns,
      logBucketNames,
      objectLock,
    });
  }
}

/** The bucket that a site writes its transaction logs into, computed: the DR stack does not make it. */
export function transactionBucketName(scope: Construct, site: Site): string {
  return bucketNameOf(scope, THING, site);
}

/** One direction of the replication, in the terms of CloudWatch's dimensions, for alarms and dashboards of either stack. */
export function transactionReplication(scope: Construct, from: Site) {
  return bucketPairReplication(scope, THING, from);
}
