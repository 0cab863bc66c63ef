import type { PerSite } from "../../config/site";
import { TransactionLogs } from "../../constructs/object-storage/transaction-logs";
import { IdempotencyTable } from "../../constructs/validation/idempotency-table";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addLogBuckets } from "../shared/log-buckets";
import type { PaymentsSettings } from "./settings";

/** Adds what keeps data in both regions beside the database: transaction logs, the idempotency table, log buckets. */
export function addStores(
  stack: RegionalStack,
  drRegion: AliasedScope,
  given: PaymentsSettings,
  keyArns: PerSite<string>,
) {
  const logBucketNames = addLogBuckets(stack, drRegion, given);
  new TransactionLogs(stack, "transactions", { ...given.transactionLogs, keyArns, logBucketNames });
  const table = new IdempotencyTable(stack, "idempotency", {
    keyArn: keyArns.primary,
    replica: { region: stack.regions.dr, keyArn: keyArns.dr },
  });
  return { logBucketNames, table };
}
