import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Site } from "../../config/site";
import type { ShardBatch, StreamRecord } from "../stream-shards";

/** Where events are archived. */
export interface ArchiveProps {
  readonly client: S3Client;
  readonly bucket: string;
  readonly site: Site;
}

/** What came of one batch. */
export interface Archived {
  readonly records: number;
  /** Records that are no JSON: archived as Base64. */
  readonly unreadable: number;
}

/** The archive of a site: one object a batch, with one line of JSON a record. */
export class Archive {
  constructor(private readonly props: ArchiveProps) {}

  /** Writes a batch; the same batch gives the same key and the same bytes. */
  async write(batch: ShardBatch): Promise<Archived> {
    const { client, bucket, site } = this.props;
    const lines = batch.records.map(lineOf);
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: archiveKey(site, batch),
        Body: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
        ContentType: "application/x-ndjson",
      }),
    );
    return { records: lines.length, unreadable: lines.filter((line) => "base64" in line).length };
  }
}

/**
 * `events/<site>/<yyyy>/<mm>/<dd>/<shard>/<first>-<last sequence number>.ndjson`, by the day (UTC) on which the first record
 * arrived. With the last one too: the half of a batch that failed must not take the place of the whole one.
 */
function archiveKey(site: Site, { shardId, records }: ShardBatch): string {
  const [first] = records;
  const last = records.at(-1) ?? first;
  const day = first.arrivedAt.toISOString().slice(0, 10).replaceAll("-", "/");
  return `events/${site}/${day}/${shardId}/${first.sequenceNumber}-${last.sequenceNumber}.ndjson`;
}

function lineOf({ sequenceNumber, partitionKey, arrivedAt, data }: StreamRecord) {
  const record = { sequenceNumber, partitionKey, arrivedAt: arrivedAt.toISOString() };
  try {
    return { ...record, event: JSON.parse(data.toString("utf8")) as unknown };
  } catch {
    return { ...record, base64: data.toString("base64") };
  }
}
