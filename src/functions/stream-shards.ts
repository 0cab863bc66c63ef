import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from "aws-lambda";

/** One record of a stream. */
export interface StreamRecord {
  /** A decimal number that grows within a shard, with too many digits for a `number`. */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** When Kinesis took it, about. */
  readonly arrivedAt: Date;
  /** What the record holds. */
  readonly data: Buffer;
}

/** Records of one shard, at least one, in the order in which Kinesis took them. */
export interface ShardBatch {
  readonly shardId: string;
  readonly records: readonly [StreamRecord, ...StreamRecord[]];
}

/** A part of a batch is done: it has to go on at a record that is not the first one. */
export class PartlyDoneError extends Error {
  override readonly name = "PartlyDoneError";

  constructor(
    /** The sequence number of the first record that is not done. */
    readonly goOnAt: string,
    cause: unknown,
  ) {
    super(`not done from record ${goOnAt} on`, { cause });
  }
}

/**
 * Lets the records of each shard be dealt with, one shard after the other, and tells Lambda where each has to go on.
 *
 * @param deal throws `PartlyDoneError` where some of the records are done, and anything else where none is.
 * @throws whatever `deal` threw last where nothing at all was done, so that Lambda counts an error.
 */
export async function eachShard(
  event: KinesisStreamEvent,
  deal: (batch: ShardBatch) => Promise<void>,
  onFailure: (shardId: string, error: unknown) => void,
): Promise<KinesisStreamBatchResponse> {
  const batches = shardBatches(event);
  const goOnAt: string[] = [];
  let unfinished = 0;
  let lastError: unknown;
  for (const batch of batches) {
    try {
      await deal(batch);
    } catch (error) {
      onFailure(batch.shardId, error);
      lastError = error;
      if (!(error instanceof PartlyDoneError)) unfinished += 1;
      goOnAt.push(error instanceof PartlyDoneError ? error.goOnAt : batch.records[0].sequenceNumber);
    }
  }
  if (unfinished > 0 && unfinished === batches.length) throw lastError;
  return { batchItemFailures: goOnAt.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Lambda sends records of one shard at a time; nothing here relies on it. */
function shardBatches({ Records }: KinesisStreamEvent): ShardBatch[] {
  const byShard = new Map<string, [StreamRecord, ...StreamRecord[]]>();
  for (const record of Records) {
    const shardId = shardOf(record);
    const earlier = byShard.get(shardId);
    if (earlier) earlier.push(read(record));
    else byShard.set(shardId, [read(record)]);
  }
  return [...byShard].map(([shardId, records]) => ({ shardId, records }));
}

/** `eventID` is the shard and the sequence number, with a colon between them. */
function shardOf({ eventID }: KinesisStreamRecord): string {
  return eventID.slice(0, eventID.indexOf(":"));
}

function read({ kinesis }: KinesisStreamRecord): StreamRecord {
  return {
    sequenceNumber: kinesis.sequenceNumber,
    partitionKey: kinesis.partitionKey,
    arrivedAt: new Date(kinesis.approximateArrivalTimestamp * 1000),
    data: Buffer.from(kinesis.data, "base64"),
  };
}
