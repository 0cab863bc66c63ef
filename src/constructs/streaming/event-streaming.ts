import { Construct } from "constructs";
import { COUNTED as ARCHIVED, SERVICE as ARCHIVE } from "../../functions/archive-events/metrics";
import { COUNTED, SERVICE as PLAYS } from "../../functions/count-plays/metrics";
import { EVENTS_NAMESPACE } from "../../functions/events-namespace";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { viaServices } from "../keys/via-service";
import type { Metric } from "../observability/metric";
import { applicationCount } from "../observability/metrics/application";
import { eventArchiveBucketName } from "./event-archive";
import { EventStream } from "./event-stream";
import { playCountsTableArn, playCountsTableName } from "./play-counts-table";
import type { StreamSettings } from "./settings";
import { StreamConsumer, type StreamConsumerProps } from "./stream-consumer";

/** What the streaming of one site is made from. */
export interface EventStreamingProps extends StreamSettings {
  /** Encrypts the stream, the archive and the table; the key of this region. */
  readonly dataKeyArn: string;
  /** Encrypts the functions' environment variables and logs; the key of this region. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * The events of one site: the stream that takes them, and its two consumers, which archive them in S3 and count plays in
 * DynamoDB. The archive and the table are there before: the primary stack makes them for both sites.
 */
export class EventStreaming extends Construct {
  readonly stream: EventStream;
  readonly archive: StreamConsumer;
  readonly plays: StreamConsumer;
  /** What the functions count. */
  readonly results: readonly Metric[] = [
    ...Object.entries(ARCHIVED).map(([name, label]) =>
      applicationCount(EVENTS_NAMESPACE, ARCHIVE, name, label),
    ),
    ...Object.entries(COUNTED).map(([name, label]) => applicationCount(EVENTS_NAMESPACE, PLAYS, name, label)),
  ];

  constructor(scope: Construct, id: string, props: EventStreamingProps) {
    super(scope, id);
    this.stream = new EventStream(this, "stream", { ...props, keyArn: props.dataKeyArn });
    this.archive = new StreamConsumer(this, "archive", this.archiveProps(props));
    this.plays = new StreamConsumer(this, "plays", this.playsProps(props));
  }

  private archiveProps(props: EventStreamingProps): StreamConsumerProps {
    const site = siteOf(this);
    const bucket = eventArchiveBucketName(this, site);
    return {
      ...this.common(props),
      ...props.archive,
      consumerName: "events-archive",
      function: {
        functionName: "archive-events",
        description: "Archives the events of the stream in S3",
        environment: { ARCHIVE_BUCKET: bucket, SITE: site },
        statements: [
          {
            sid: "WriteArchive",
            actions: ["s3:PutObject"],
            resources: [`arn:aws:s3:::${bucket}/events/${site}/*`],
          },
          {
            sid: "EncryptArchive",
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            resources: [props.dataKeyArn],
            conditions: [viaServices(`s3.${regionOf(this)}`)],
          },
        ],
      },
    };
  }

  private playsProps(props: EventStreamingProps): StreamConsumerProps {
    const { batchSize, batchingWindowSeconds } = props.plays;
    return {
      ...this.common(props),
      batchSize,
      batchingWindowSeconds,
      // A checkpoint is one number for a shard: batches that overtake each other would be taken for counted.
      batchesPerShard: 1,
      consumerName: "events-plays",
      function: {
        functionName: "count-plays",
        description: "Counts plays of the stream by title and day, each once",
        environment: { TABLE_NAME: playCountsTableName(this), SITE: siteOf(this) },
        statements: [
          {
            sid: "CountPlays",
            actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
            resources: [playCountsTableArn(this)],
          },
          {
            sid: "UseDataKeyForTable",
            actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
            resources: [props.dataKeyArn],
            conditions: [viaServices(`dynamodb.${regionOf(this)}`)],
          },
        ],
      },
    };
  }

  private common({ operationsKeyArn, logRetentionInDays }: EventStreamingProps) {
    return { stream: this.stream, operationsKeyArn, logRetentionInDays };
  }
}
