import type { FactsTable, ResourceView } from "./model";
import { KMS_KEY, DYNAMODB_TABLE } from "./references";
import { textIn } from "./shared";

/** The time at which every mock stream began: the same bytes in every run. */
const STREAM_LABEL = "2025-01-01T00:00:00.000";

const streams = (table: ResourceView): boolean => table.get("stream_enabled") === true;

const streamLabel = (table: ResourceView): string => (streams(table) ? STREAM_LABEL : "");

function streamArn(table: ResourceView): string {
  if (!streams(table)) return "";
  return `arn:${table.partition}:dynamodb:${table.region}:${table.account}:table/${textIn(table, "name")}/stream/${STREAM_LABEL}`;
}

/** The values of an item's keys, as DynamoDB writes them: `{"S": "text"}`. */
function keyValue(item: ResourceView, key: string): string {
  const attributes = JSON.parse(textIn(item, "item")) as Record<string, Record<string, unknown> | undefined>;
  return String(Object.values(attributes[textIn(item, key)] ?? {})[0] ?? "");
}

function itemId(item: ResourceView): string {
  const id = [textIn(item, "table_name"), textIn(item, "hash_key"), "", keyValue(item, "hash_key")];
  if (item.get("range_key") !== null) id.push(textIn(item, "range_key"), keyValue(item, "range_key"));
  return id.join("|");
}

/** Tables and items. */
export const DYNAMODB: FactsTable = {
  aws_dynamodb_table: {
    filled: `
      hash_key read_capacity stream_view_type write_capacity replica.kms_key_arn
      server_side_encryption.kms_key_arn point_in_time_recovery.recovery_period_in_days
      replica.consistency_mode replica.deletion_protection_enabled
    `,
    replaces: `
      hash_key name range_key restore_date_time restore_to_latest_time import_table.s3_bucket_source
      local_secondary_index
    `,
    defaults: {
      billing_mode: "PROVISIONED",
      table_class: "STANDARD",
      "replica.point_in_time_recovery": false,
      "replica.propagate_tags": false,
      "ttl.enabled": false,
    },
    values: {
      billing_mode: "PROVISIONED PAY_PER_REQUEST",
      stream_view_type: "NEW_IMAGE OLD_IMAGE NEW_AND_OLD_IMAGES KEYS_ONLY",
      table_class: "STANDARD STANDARD_INFREQUENT_ACCESS",
      "attribute.type": "S N B",
      "global_secondary_index.projection_type": "ALL KEYS_ONLY INCLUDE",
      "import_table.input_compression_type": "GZIP ZSTD NONE",
      "import_table.input_format": "DYNAMODB_JSON ION CSV",
      "local_secondary_index.projection_type": "ALL KEYS_ONLY INCLUDE",
    },
    conflicts: ["import_table restore_source_name"],
    formats: { arn: "replica.kms_key_arn server_side_encryption.kms_key_arn" },
    uniqueName: "name",
    deletionProtection: "deletion_protection_enabled",
    lengths: { name: [3, 255] },
    patterns: { name: [/^[\w.-]+$/, "may contain letters, digits and _.- only"] },
    references: { "server_side_encryption.kms_key_arn": KMS_KEY, "replica.kms_key_arn": KMS_KEY },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:dynamodb:{region}:{account}:table/{name}",
      stream_label: streamLabel,
      stream_arn: streamArn,
      read_capacity: 0,
      write_capacity: 0,
      "server_side_encryption.kms_key_arn": "arn:{partition}:kms:{region}:{account}:alias/aws/dynamodb",
      "point_in_time_recovery.recovery_period_in_days": 35,
      "replica.arn": "arn:{partition}:dynamodb:{region_name}:{account}:table/{name}",
      "replica.stream_arn": (table) => streamArn(table),
      "replica.stream_label": streamLabel,
      "replica.consistency_mode": "EVENTUAL",
      "replica.deletion_protection_enabled": false,
    },
  },
  aws_dynamodb_table_item: {
    replaces: "table_name hash_key range_key",
    formats: { json: "item" },
    references: { table_name: DYNAMODB_TABLE },
    answers: { id: itemId },
  },
};
