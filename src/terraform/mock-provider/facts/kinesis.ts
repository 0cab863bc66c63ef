import type { FactsTable } from "./model";
import { KMS_KEY, STREAM_ARN } from "./references";
import { CREATED } from "./shared";

const NAME: readonly [RegExp, string] = [/^[\w.-]+$/, "may contain letters, digits and _.- only"];

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
};
