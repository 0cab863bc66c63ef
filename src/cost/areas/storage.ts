import type { Block } from "../../terraform/configuration";
import { NotPriced } from "../expression";
import type { Tariff } from "../price";
import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";
import { usageFor } from "../usage";
import { fileSystemRules } from "./file-systems";

const DAYS_PER_MONTH = 365 / 12;

/** What a GB costs in a storage class, and what it costs to get there. */
const CLASSES: Readonly<Record<string, { readonly stored: Tariff; readonly transition?: Tariff }>> = {
  STANDARD: { stored: PRICES.objectsStandard },
  STANDARD_IA: { stored: PRICES.objectsStandardIa, transition: PRICES.transitionStandardIa },
  GLACIER_IR: { stored: PRICES.objectsGlacierInstant, transition: PRICES.transitionGlacierInstant },
  GLACIER: { stored: PRICES.objectsGlacier, transition: PRICES.transitionGlacier },
  DEEP_ARCHIVE: { stored: PRICES.objectsDeepArchive, transition: PRICES.transitionDeepArchive },
};

/**
 * Smaller objects, in GB, are not moved to other classes, unless the lifecycle says so: 128 KB.
 *
 * Source: `TransitionDefaultMinimumObjectSize` in the API model of SDK 3.1169, read 2026-11.
 */
const SMALLEST_MOVED_GB = 128 / 1024 / 1024;
const MOVES_SMALL_OBJECTS = "varies_by_storage_class";

/** Buckets, with what their lifecycle and their replication cost, and file systems. */
export const storageRules: PricingRules = {
  ...fileSystemRules,
  aws_s3_bucket: bucket,
  aws_s3_bucket_replication_configuration: replication,
};

/** What lies in a bucket once as much goes as comes: each class holds what spends its days there. */
function bucket(given: Priced): Quantity[] {
  const { usage, role } = given;
  const { storedGb, objectsMillions, keptDays } = usageFor(bucketName(given.block), usage.buckets);
  const objects = objectsMillions[role] * 1000;
  const { steps, expirationDays, movesSmallObjects } = lifecycleOf(given);
  const end = expirationDays ?? keptDays;
  const areSmall = storedGb[role] < objectsMillions[role] * 1_000_000 * SMALLEST_MOVED_GB;
  // Archives charge for 40 KB beside each object: for small ones that decides.
  if (areSmall && movesSmallObjects) throw new NotPriced("moving objects below 128 KB has no price");
  const reached = [{ days: 0, storageClass: "STANDARD" }, ...(areSmall ? [] : steps)].filter(
    ({ days }) => days < end,
  );
  return [
    { price: PRICES.objectPut, quantity: objects },
    ...reached.flatMap(({ days, storageClass }, index): Quantity[] => {
      const found = CLASSES[storageClass];
      if (!found) throw new NotPriced(`storage class ${storageClass} has no price`);
      const stay = (reached[index + 1]?.days ?? end) - days;
      return [
        { price: found.stored, quantity: (storedGb[role] * stay) / DAYS_PER_MONTH },
        ...(found.transition ? [{ price: found.transition, quantity: objects }] : []),
      ];
    }),
  ];
}

function lifecycleOf({ address, block, neighbours, number }: Priced) {
  const lifecycles = neighbours("aws_s3_bucket_lifecycle_configuration").filter(
    ({ block: { bucket: target } }) => isBucket(target, address, block),
  );
  const rules = lifecycles
    .flatMap(({ block: { rule } }) => blocksOf(rule))
    .filter(({ status }) => status === "Enabled");
  const steps = rules
    .flatMap(({ transition }) => blocksOf(transition))
    .map(({ days, storage_class }) => ({ days: number(days), storageClass: String(storage_class) }))
    .sort((one, other) => one.days - other.days);
  const expirations = rules
    .flatMap(({ expiration }) => blocksOf(expiration))
    .flatMap(({ days }) => (days === undefined ? [] : [number(days)]));
  return {
    steps,
    expirationDays: expirations.length > 0 ? Math.min(...expirations) : undefined,
    movesSmallObjects: lifecycles.some(
      ({ block: { transition_default_minimum_object_size: size } }) => size === MOVES_SMALL_OBJECTS,
    ),
  };
}

function replication({ block, usage, role, referred }: Priced): Quantity[] {
  const source = referred(block.bucket)?.block;
  const { storedGb } = usageFor(source ? bucketName(source) : String(block.bucket), usage.buckets);
  return blocksOf(block.rule)
    .filter(({ status }) => status === "Enabled")
    .flatMap((rule): Quantity[] => {
      const [destination] = blocksOf(rule.destination);
      const [timeControl] = blocksOf(destination?.replication_time);
      const [metrics] = blocksOf(destination?.metrics);
      // The other direction waits for a failover; its copies come back to nothing.
      const sentGb = role === "active" ? storedGb.active : 0;
      return [
        { price: PRICES.regionTransfer, quantity: sentGb },
        ...(timeControl?.status === "Enabled"
          ? [{ price: PRICES.replicationTimeControl, quantity: sentGb }]
          : []),
        ...(metrics?.status === "Enabled"
          ? [{ price: PRICES.customMetric, quantity: usage.replicationMetrics }]
          : []),
      ];
    });
}

function isBucket(target: unknown, address: string, block: Block): boolean {
  return target === block.bucket || String(target).startsWith(`\${${address}.`);
}

function bucketName(block: Block): string {
  return String(block.bucket ?? block.bucket_prefix ?? "");
}
