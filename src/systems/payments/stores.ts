import type { PerSite } from "../../config/site";
import { LogBucket } from "../../constructs/object-storage/log-bucket";
import { TransactionLogs } from "../../constructs/object-storage/transaction-logs";
import { IdempotencyTable } from "../../constructs/validation/idempotency-table";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { PaymentsSettings } from "./settings";

/** Adds what keeps data in both regions beside the database: transaction logs, the idempotency table, log buckets. */
export function addStores(
  stack: RegionalStack,
  drRegion: AliasedScope,
  { transactionLogs, accessLogRetentionDays }: PaymentsSettings,
  keyArns: PerSite<string>,
) {
  const retention = { retentionDays: accessLogRetentionDays };
  const logBuckets = {
    primary: new LogBucket(stack, "access-logs", retention),
    dr: new LogBucket(drRegion, "access-logs", retention),
  };
  const logBucketNames = { primary: logBuckets.primary.bucketName, dr: logBuckets.dr.bucketName };
  new TransactionLogs(stack, "transactions", { ...transactionLogs, keyArns, logBucketNames });
  const table = new IdempotencyTable(stack, "idempotency", {
    keyArn: keyArns.primary,
    replica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  return { logBucketNames, table };
}
