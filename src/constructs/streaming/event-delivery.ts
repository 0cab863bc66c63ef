import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import { bucketArn } from "../object-storage/bucket-policy";
import { LogGroup } from "../observability/log-group";
import type { DeliveredStreamSettings } from "./delivered-stream-settings";
import { DeliveryRole } from "./delivery-role";
import { eventArchiveBucketName } from "./event-archive";
import type { EventStream } from "./event-stream";

/** Where Firehose's own console lets errors go. */
const LOG_STREAM = "DestinationDelivery";

/** A line a record, packed. */
const FILE_EXTENSION = ".ndjson.gz";

/** By the time (UTC) at which the oldest record of the object came to Firehose. */
const DAY = "!{timestamp:yyyy/MM/dd}/";

/** What the delivery of a site's events is made from. */
export interface EventDeliveryProps {
  readonly stream: EventStream;
  readonly settings: Pick<DeliveredStreamSettings["archive"], "bufferMebibytes" | "bufferSeconds">;
  /** Encrypts the archive; the key of this region. */
  readonly dataKeyArn: string;
  /** Encrypts the log of errors; the key of this region. */
  readonly operationsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * The archive's bucket, in the stack that makes it.
   *
   * @default - it is there before: the primary stack makes it for both sites
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * The delivery of one site's events to its bucket of the `EventArchive`: Firehose reads the stream from the moment on at which the
 * delivery is made, and writes `events/<site>/<yyyy>/<mm>/<dd>/<name>-<version>-<time>-<uuid>.ndjson.gz`, a line a record.
 *
 * While S3 does not take an object, Firehose tries again for up to 24 hours; then it is lost to the archive. The stream keeps its
 * records for `retentionHours` all the same, so they can be read again until then (docs/runbooks/delivery-behind.md). What a
 * lost region's Firehose had not written waits in its stream. An object may come twice: whoever reads counts events by their id.
 *
 * Source: Firehose Developer Guide, "Handle data delivery failures" and "Amazon S3 object name format", read 2026-11.
 */
export class EventDelivery extends Construct {
  /** The physical name, computed: the dimension `DeliveryStreamName` of metrics. */
  readonly name: string;
  readonly bufferSeconds: number;
  /** Errors of reading and writing, for a saved query. */
  readonly logGroup: LogGroup;
  readonly resource: KinesisFirehoseDeliveryStream;

  constructor(scope: Construct, id: string, props: EventDeliveryProps) {
    super(scope, id);
    const { stream, settings } = props;
    const provider = providerOf(this);
    const site = siteOf(this);
    const bucketName = eventArchiveBucketName(this, site);
    const prefixes = { events: `events/${site}/`, errors: `errors/${site}/` };
    this.name = nameFor(this, "events-delivery", "deliveryStream");
    this.bufferSeconds = settings.bufferSeconds;
    this.logGroup = new LogGroup(this, "log-group", {
      name: `/aws/kinesisfirehose/${this.name}`,
      retentionInDays: props.logRetentionInDays,
      shortRetentionReason: "Errors of a delivery, for operations. Audit logs are kept longer elsewhere.",
      keyArn: props.operationsKeyArn,
    });
    const logStream = new CloudwatchLogStream(this, "log-stream", {
      provider,
      name: LOG_STREAM,
      logGroupName: this.logGroup.resource.name,
    });
    const role = new DeliveryRole(this, "role", {
      stream,
      bucketName,
      prefixes: Object.values(prefixes),
      bucketKeyArn: props.dataKeyArn,
      logStreamArn: `${this.logGroup.arn}:log-stream:${LOG_STREAM}`,
    });
    this.resource = new KinesisFirehoseDeliveryStream(this, "Default", {
      provider,
      name: this.name,
      destination: "extended_s3",
      // No encryption of its own: Firehose keeps nothing of a stream that it reads (its guide, "Data protection", read 2026-11).
      kinesisSourceConfiguration: { kinesisStreamArn: stream.resource.arn, roleArn: role.arn },
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn: bucketArn(bucketName),
        prefix: `${prefixes.events}${DAY}`,
        errorOutputPrefix: `${prefixes.errors}!{firehose:error-output-type}/${DAY}`,
        fileExtension: FILE_EXTENSION,
        compressionFormat: "GZIP",
        bufferingSize: settings.bufferMebibytes,
        bufferingInterval: settings.bufferSeconds,
        // No key here: Firehose would name it with every object, and the bucket takes its own encryption only.
        processingConfiguration: { enabled: true, processors: [{ type: "AppendDelimiterToRecord" }] },
        cloudwatchLoggingOptions: {
          enabled: true,
          logGroupName: this.logGroup.resource.name,
          logStreamName: logStream.name,
        },
      },
      dependsOn: [...role.ready, ...(props.dependsOn ?? [])],
    });
  }
}
