import type { KinesisStreamEvent, KinesisStreamRecord } from "aws-lambda";
import type { ShardBatch, StreamRecord } from "../../../src/functions/stream-shards";

/** Sequence numbers have more digits than a `number`, as those of Kinesis. */
const FIRST_SEQUENCE = 49_590_338_271_490_256_608_559_692_538_361_571_095_921_575_989_136_588_898n;

export const SHARD = "shardId-000000000000";
export const OTHER_SHARD = "shardId-000000000001";

/** Noon of a day, in UTC. */
export const NOON = new Date("2026-11-03T12:00:00.000Z");

/** The sequence number of the record at a place in its shard. */
export function sequence(place: number): string {
  return String(FIRST_SEQUENCE + BigInt(place));
}

/** What a player reports. */
export function event(titleId: string, type = "play") {
  return { id: "7f1d6c34-52a1-4c0e-9d3b-2f60a1b7c001", type, titleId, at: "2026-11-03T11:59:59Z" };
}

/** The record at a place in its shard. */
export function record(place: number, content: unknown, arrivedAt = NOON): StreamRecord {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return { sequenceNumber: sequence(place), partitionKey: "viewer", arrivedAt, data: Buffer.from(text) };
}

/** Records of one shard. */
export function batch(records: readonly StreamRecord[], shardId = SHARD): ShardBatch {
  const [first, ...others] = records;
  if (!first) throw new Error("a batch has a record");
  return { shardId, records: [first, ...others] };
}

/** What Lambda hands to a function. */
export function lambdaEvent(...batches: readonly ShardBatch[]): KinesisStreamEvent {
  return { Records: batches.flatMap(({ shardId, records }) => records.map((one) => asSent(shardId, one))) };
}

function asSent(shardId: string, { sequenceNumber, partitionKey, arrivedAt, data }: StreamRecord) {
  const arn = "arn:aws:kinesis:us-east-1:111122223333:stream/globalstream-events-dev";
  return {
    eventID: `${shardId}:${sequenceNumber}`,
    eventSourceARN: `${arn}/consumer/globalstream-events-plays-dev:1730635200`,
    eventSource: "aws:kinesis",
    eventName: "aws:kinesis:record",
    eventVersion: "1.0",
    awsRegion: "us-east-1",
    invokeIdentityArn: "arn:aws:iam::111122223333:role/globalstream-count-plays-dev",
    kinesis: {
      kinesisSchemaVersion: "1.0",
      sequenceNumber,
      partitionKey,
      approximateArrivalTimestamp: arrivedAt.getTime() / 1000,
      data: data.toString("base64"),
    },
  } satisfies KinesisStreamRecord;
}
