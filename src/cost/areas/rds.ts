import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { instancePrice } from "../rds-prices";
import type { Priced, PricingRules, Quantity } from "../rule";

/** Longer retention of Performance Insights is paid for (RDS price page; from memory). */
export const FREE_INSIGHTS_DAYS = 7;

/** RDS outside of Aurora. */
export const rdsRules: PricingRules = { aws_db_instance: instance };

function instance(given: Priced): Quantity[] {
  const { block, role, usage, number } = given;
  const instanceClass = String(block.instance_class);
  if (block.engine !== undefined && block.engine !== "postgres") {
    throw new NotPriced(`there is no price for ${String(block.engine)}`);
  }
  if (block.storage_type !== "gp3") throw new NotPriced("storage other than gp3 has no price");
  const price = instancePrice(instanceClass);
  if (!price) throw new NotPriced(`there is no price for ${instanceClass}`);
  checkInsights(given);
  // Multi-AZ is a second instance, with a storage of its own.
  const zones = block.multi_az !== undefined && given.flag(block.multi_az) ? 2 : 1;
  const storage = number(sourceOf(given).allocated_storage);
  const monitored = block.monitoring_interval !== undefined && number(block.monitoring_interval) > 0;
  return [
    { price, quantity: HOURS_PER_MONTH * zones },
    { price: PRICES.instanceStorage, quantity: storage * zones },
    { price: PRICES.instanceBackup, quantity: backupsBeyond(storage, given) },
    ...(monitored ? [{ price: PRICES.logIngestion, quantity: usage.database.monitoringGb }] : []),
    // Whoever serves sends what changes to the other one.
    ...(isCopied(given) && role === "active"
      ? [{ price: PRICES.regionTransfer, quantity: usage.database.replicationGb }]
      : []),
  ];
}

function checkInsights({ block, number }: Priced): void {
  const days = block.performance_insights_retention_period;
  if (days === undefined || number(days) <= FREE_INSIGHTS_DAYS) return;
  throw new NotPriced(`Performance Insights has a price for ${FREE_INSIGHTS_DAYS} days only, which are free`);
}

/** A replica has as much storage as its source, which stands in the other stack. */
function sourceOf({ block, type, elsewhere }: Priced): Priced["block"] {
  if (block.replicate_source_db === undefined) return block;
  const [source] = elsewhere(type);
  if (!source) throw new NotPriced("the source of the replica is not in the other stack");
  return source.block;
}

/** Backups are free up to the size of the storage: the first is a whole one, and each further day keeps what has changed. */
function backupsBeyond(storage: number, { block, usage: { database }, number }: Priced): number {
  const days = block.backup_retention_period === undefined ? 0 : number(block.backup_retention_period);
  if (days === 0) return 0;
  const stored = Math.min(database.storedGb, storage);
  return Math.max(0, stored * (1 + database.changedShareOfADay * (days - 1)) - storage);
}

function isCopied({ block, type, elsewhere }: Priced): boolean {
  return (
    block.replicate_source_db !== undefined ||
    elsewhere(type).some((other) => other.block.replicate_source_db !== undefined)
  );
}
