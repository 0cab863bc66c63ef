import type { Block } from "../../terraform/configuration";
import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import type { Priced, Quantity } from "../rule";

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** Whether what a plan names is an Aurora cluster, by reference or by its ARN. */
export function isDatabase(resource: unknown): boolean {
  const text = String(resource);
  return text.includes("aws_rds_cluster.") || text.startsWith("arn:aws:rds:");
}

/**
 * Daily snapshots of one database that AWS Backup makes. Each is charged as a whole one once it is older than the cluster's own
 * retention, and nothing before.
 *
 * Source: Aurora User Guide, "Understanding Amazon Aurora backup storage usage", as of June 2023.
 */
export function databaseBackups(resource: Priced, keptDays: number): Quantity[] {
  const { usage, number, neighbours } = resource;
  const [cluster] = neighbours("aws_rds_cluster");
  const ownDays = number(cluster?.block.backup_retention_period ?? 1);
  return [
    { price: PRICES.auroraBackup, quantity: usage.database.storedGb * Math.max(0, keptDays - ownDays) },
  ];
}

/**
 * Copies of those in the other region: whole ones each day ("Aurora DB cluster snapshot copies are always full copies", Aurora
 * User Guide, "Copying a DB cluster snapshot", as of June 2023).
 */
export function databaseCopies(
  { destination_vault_arn: vault }: Block,
  keptDays: number,
  { siteIn, usage }: Priced,
): Quantity[] {
  const [, , , region] = String(vault).split(":");
  const site = siteIn(region);
  if (!site) throw new NotPriced(`copies of backups in ${String(region)} have no price`);
  const { storedGb } = usage.database;
  return [
    { price: PRICES.regionTransfer, quantity: storedGb * DAYS_PER_MONTH },
    { price: PRICES.auroraBackup, quantity: storedGb * keptDays, site },
  ];
}

/** Tests of one database: the fee, the storage of the restored cluster while it stays, and its instance while it is compared. */
export function databaseRestores({ usage }: Priced, keptHours: number): Quantity[] {
  const { restoreTests: tests } = usage.fileSystem;
  const { storedGb, validationUnitHours } = usage.database;
  return [
    { price: PRICES.restoreTest, quantity: tests },
    { price: PRICES.auroraStorage, quantity: (tests * keptHours * storedGb) / HOURS_PER_MONTH },
    { price: PRICES.auroraCapacity, quantity: tests * validationUnitHours },
  ];
}
