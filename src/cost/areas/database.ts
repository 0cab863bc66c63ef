import { NotPriced } from "../expression";
import { auroraInstancePrice } from "../aurora-prices";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";
import { usageFor } from "../usage";
import { FREE_INSIGHTS_DAYS, rdsRules } from "./rds";

/** Aurora, other RDS instances and DynamoDB. */
export const databaseRules: PricingRules = {
  ...rdsRules,
  aws_rds_cluster: cluster,
  aws_rds_cluster_instance: instance,
  aws_dynamodb_table: table,
};

function cluster({ block, usage: { database }, role, number }: Priced): Quantity[] {
  if (block.storage_type === "aurora-iopt1") throw new NotPriced("I/O-optimized storage has no price");
  const days = block.backup_retention_period === undefined ? 1 : number(block.backup_retention_period);
  const isMember = block.global_cluster_identifier !== undefined;
  return [
    { price: PRICES.auroraStorage, quantity: database.storedGb },
    { price: PRICES.auroraIo, quantity: database.ioMillions[role] },
    // The backups of one day come with the storage; every further day keeps what has changed.
    {
      price: PRICES.auroraBackup,
      quantity: database.storedGb * database.changedShareOfADay * Math.max(0, days - 1),
    },
    // The follower is charged for the writes that reach it, and the writer for sending them.
    ...(isMember && role === "standby"
      ? [{ price: PRICES.auroraReplicatedWrite, quantity: database.replicatedWritesMillions }]
      : []),
    ...(isMember && role === "active"
      ? [{ price: PRICES.regionTransfer, quantity: database.replicationGb }]
      : []),
  ];
}

function instance(given: Priced): Quantity[] {
  const { block, usage, number } = given;
  const instanceClass = String(block.instance_class);
  if (
    block.performance_insights_retention_period !== undefined &&
    number(block.performance_insights_retention_period) > FREE_INSIGHTS_DAYS
  ) {
    throw new NotPriced(
      `Performance Insights has a price for ${FREE_INSIGHTS_DAYS} days only, which are free`,
    );
  }
  const monitored = block.monitoring_interval !== undefined && number(block.monitoring_interval) > 0;
  const monitoring = { price: PRICES.logIngestion, quantity: usage.database.monitoringGb };
  return [
    instanceClass === "db.serverless" ? serverless(given) : provisioned(instanceClass),
    ...(monitored ? [monitoring] : []),
  ];
}

function provisioned(instanceClass: string): Quantity {
  const price = auroraInstancePrice(instanceClass);
  if (!price) throw new NotPriced(`there is no price for ${instanceClass}`);
  return { price, quantity: HOURS_PER_MONTH };
}

function serverless({ block, usage, role, number, referred }: Priced): Quantity {
  const [scaling] = blocksOf(referred(block.cluster_identifier)?.block.serverlessv2_scaling_configuration);
  if (!scaling) throw new NotPriced("its cluster's capacity is not in the stack");
  const units = number(scaling.min_capacity) + usage.database.capacityUnitsAboveMinimum[role];
  return {
    price: PRICES.auroraCapacity,
    quantity: Math.min(units, number(scaling.max_capacity)) * HOURS_PER_MONTH,
  };
}

function table({ block, usage, role, siteIn }: Priced): Quantity[] {
  if (block.billing_mode !== "PAY_PER_REQUEST") throw new NotPriced("provisioned capacity has no price");
  const { writesMillions, readsMillions, storedGb } = usageFor(String(block.name), usage.tables);
  const [recovery] = blocksOf(block.point_in_time_recovery);
  const stored = [
    { price: PRICES.tableStorage, quantity: storedGb },
    ...(recovery?.enabled === true ? [{ price: PRICES.tableRecovery, quantity: storedGb }] : []),
  ];
  const replicas = blocksOf(block.replica).flatMap((replica): Quantity[] => {
    const site = siteIn(replica.region_name);
    if (!site) throw new NotPriced(`there are no prices for ${String(replica.region_name)}`);
    // Whoever writes, every replica takes the write: what one site writes the other one gets.
    const replicated = writesMillions.active + writesMillions.standby;
    return [
      { price: PRICES.tableReplicatedWrite, quantity: replicated, site },
      { price: PRICES.tableStorage, quantity: storedGb, site },
      ...(replica.point_in_time_recovery === true
        ? [{ price: PRICES.tableRecovery, quantity: storedGb, site }]
        : []),
    ];
  });
  return [
    replicas.length > 0
      ? {
          price: PRICES.tableReplicatedWrite,
          quantity: writesMillions.active + writesMillions.standby,
        }
      : { price: PRICES.tableWrite, quantity: writesMillions[role] },
    { price: PRICES.tableRead, quantity: readsMillions[role] },
    ...stored,
    ...replicas,
  ];
}
