import type { Block } from "../../terraform/configuration";
import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** A new stream on demand has so many shards: 4 MB/s (Kinesis Data Streams Developer Guide, "Choose the data stream capacity mode", as of 2025). */
const FIRST_SHARDS = 4;

/** Kept without a charge, and until when the first of two prices holds, in hours (price page of Kinesis Data Streams, read 2026-11). */
const RETENTION_HOURS = { free: 24, extended: 168 };

/** On demand a record counts as whole kilobytes (same page). The events of players are below one. */
const GB_PER_MILLION_RECORDS = 1_000_000 / 1024 / 1024;

/** Firehose rounds each record up to so many kilobytes (price page of Data Firehose, in quotations of it, read 2026-11). */
const DELIVERED_RECORD_KB = 5;

/** Streams and those who read them. */
export const streamingRules: PricingRules = {
  aws_kinesis_stream: (resource) => [
    ...(isOnDemand(resource.block) ? onDemand(resource) : provisioned(resource)),
    { price: PRICES.customMetric, quantity: shardMetrics(resource.block) * shardsOf(resource) },
  ],
  aws_kinesis_stream_consumer: consumer,
  // The objects that it writes are priced with the bucket, its errors with their log group.
  aws_kinesis_firehose_delivery_stream: (resource) => [
    { price: PRICES.deliveryTaken, quantity: takenGb(resource) * DELIVERED_RECORD_KB },
  ],
};

function onDemand(resource: Priced): Quantity[] {
  const { extended, longTerm } = retentionOf(resource);
  const gigabytes = takenGb(resource);
  return [
    { price: PRICES.streamHour, quantity: HOURS_PER_MONTH },
    { price: PRICES.streamTaken, quantity: gigabytes },
    { price: PRICES.streamKept, quantity: (gigabytes * extended) / HOURS_PER_MONTH },
    { price: PRICES.streamKeptLong, quantity: (gigabytes * longTerm) / HOURS_PER_MONTH },
  ];
}

function provisioned(resource: Priced): Quantity[] {
  const { extended, longTerm } = retentionOf(resource);
  const shardHours = shardsOf(resource) * HOURS_PER_MONTH;
  return [
    { price: PRICES.shardHour, quantity: shardHours },
    { price: PRICES.shardTaken, quantity: resource.usage.eventsMillions[resource.role] },
    { price: PRICES.shardKept, quantity: extended > 0 ? shardHours : 0 },
    { price: PRICES.streamKeptLong, quantity: (takenGb(resource) * longTerm) / HOURS_PER_MONTH },
  ];
}

function consumer(resource: Priced): Quantity[] {
  const stream = resource.referred(resource.block.stream_arn)?.block;
  if (!stream) throw new NotPriced("the stream that it reads is not in the stack");
  const gigabytes = takenGb(resource);
  if (isOnDemand(stream)) return [{ price: PRICES.streamFannedOut, quantity: gigabytes }];
  const shards = resource.number(stream.shard_count);
  return [
    { price: PRICES.shardFanOutHour, quantity: shards * HOURS_PER_MONTH },
    { price: PRICES.shardFannedOut, quantity: gigabytes },
  ];
}

/** For how many hours beyond the free ones records are kept, at the first and at the second price. */
function retentionOf({ block, number }: Priced) {
  const hours = number(block.retention_period ?? RETENTION_HOURS.free);
  return {
    extended: Math.min(hours, RETENTION_HOURS.extended) - RETENTION_HOURS.free,
    longTerm: Math.max(0, hours - RETENTION_HOURS.extended),
  };
}

function takenGb({ usage, role }: Priced): number {
  return usage.eventsMillions[role] * GB_PER_MILLION_RECORDS;
}

function isOnDemand({ stream_mode_details }: Block): boolean {
  return blocksOf(stream_mode_details).some(({ stream_mode }) => stream_mode === "ON_DEMAND");
}

function shardsOf({ block, number }: Priced): number {
  return isOnDemand(block) ? FIRST_SHARDS : number(block.shard_count);
}

function shardMetrics({ shard_level_metrics }: Block): number {
  return ((shard_level_metrics ?? []) as readonly unknown[]).length;
}
