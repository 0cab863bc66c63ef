import type { FactsTable } from "./model";
import { BUCKET_ARN, KMS_KEY, LOG_GROUP_NAME, ROLE_ARN, STREAM_ARN } from "./references";
import { CREATED } from "./shared";

const NAME: readonly [RegExp, string] = [/^[\w.-]+$/, "may contain letters, digits and _.- only"];

const S3 = "extended_s3_configuration";

/** Streams and those who read them. */
export const KINESIS: FactsTable = {
  aws_kinesis_stream: {
    filled: "arn max_record_size_in_kib",
    replaces: "name",
    defaults: { encryption_type: "NONE", enforce_consumer_deletion: false, retention_period: 24 },
    values: {
      encryption_type: "NONE KMS",
      shard_level_metrics: `
        IncomingBytes IncomingRecords OutgoingBytes OutgoingRecords WriteProvisionedThroughputExceeded
        ReadProvisionedThroughputExceeded IteratorAgeMilliseconds ALL
      `,
      "stream_mode_details.stream_mode": "PROVISIONED ON_DEMAND",
    },
    uniqueName: "name",
    lengths: { name: [1, 128] },
    patterns: { name: NAME },
    ranges: { retention_period: [24, 8760], max_record_size_in_kib: [1024, 10240] },
    references: { kms_key_id: KMS_KEY },
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:kinesis:{region}:{account}:stream/{name}",
      max_record_size_in_kib: 1024,
    },
  },
  aws_kinesis_stream_consumer: {
    replaces: "name stream_arn",
    lengths: { name: [1, 128] },
    patterns: { name: NAME },
    formats: { arn: "stream_arn" },
    references: { stream_arn: STREAM_ARN },
    answers: {
      id: "{arn}",
      arn: "{stream_arn}/consumer/{name}:{digits10}",
      creation_timestamp: CREATED,
    },
  },
  aws_kinesis_firehose_delivery_stream: {
    filled: `arn ${S3}.kms_key_arn ${S3}.prefix destination_id version_id`,
    // A source can't be exchanged: the bindings show no more than the arguments.
    replaces: "destination kinesis_source_configuration name",
    defaults: {
      [`${S3}.buffering_interval`]: 300,
      [`${S3}.buffering_size`]: 5,
      [`${S3}.compression_format`]: "UNCOMPRESSED",
      [`${S3}.custom_time_zone`]: "UTC",
      [`${S3}.s3_backup_mode`]: "Disabled",
    },
    values: {
      destination:
        "elasticsearch extended_s3 http_endpoint iceberg opensearch opensearchserverless redshift snowflake splunk",
      [`${S3}.compression_format`]: "UNCOMPRESSED GZIP ZIP Snappy HADOOP_SNAPPY",
      [`${S3}.processing_configuration.processors.type`]:
        "RecordDeAggregation Decompression CloudWatchLogProcessing Lambda MetadataExtraction AppendDelimiterToRecord",
      [`${S3}.s3_backup_mode`]: "Disabled Enabled",
    },
    conflicts: ["kinesis_source_configuration server_side_encryption"],
    uniqueName: "name",
    lengths: { name: [1, 64] },
    patterns: {
      name: NAME,
      [`${S3}.file_extension`]: [
        /^$|^\.[0-9a-z!\-_.*'()]+$/,
        "must begin with a dot, and may contain lower-case letters, digits and !-_.*'() only",
      ],
    },
    ranges: { [`${S3}.buffering_interval`]: [0, 900], [`${S3}.buffering_size`]: [1, 128] },
    formats: { arn: `${S3}.kms_key_arn` },
    references: {
      "kinesis_source_configuration.kinesis_stream_arn": STREAM_ARN,
      "kinesis_source_configuration.role_arn": ROLE_ARN,
      [`${S3}.role_arn`]: ROLE_ARN,
      [`${S3}.bucket_arn`]: BUCKET_ARN,
      [`${S3}.cloudwatch_logging_options.log_group_name`]: LOG_GROUP_NAME,
    },
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}",
      destination_id: "destinationId-000000000001",
      version_id: "1",
    },
  },
};
