import type { FactsTable } from "./model";
import { KMS_KEY, ROLE_ARN, BUCKET_NAME, BUCKET_ARN, FUNCTION, TOPIC_ARN } from "./references";

/** Buckets and the resources that configure them. */
export const S3: FactsTable = {
  aws_s3_bucket: {
    filled: "acceleration_status acl object_lock_enabled policy request_payer",
    replaces: "bucket bucket_prefix object_lock_enabled",
    defaults: { force_destroy: false },
    values: {
      acceleration_status: "Enabled Suspended",
      acl: `
        private public-read public-read-write authenticated-read aws-exec-read log-delivery-write
      `,
      request_payer: "Requester BucketOwner",
    },
    conflicts: ["acl grant", "object_lock_configuration object_lock_enabled"],
    formats: { json: "policy" },
    uniqueName: "bucket",
    uniqueEverywhere: true,
    lengths: { bucket: [3, 63] },
    patterns: {
      bucket: [
        /^(?!xn--)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
        "must start and end with a lower-case letter or digit; between them also dots and hyphens",
      ],
    },
    answers: {
      id: "{bucket}",
      arn: "arn:{partition}:s3:::{bucket}",
      bucket_domain_name: "{bucket}.s3.amazonaws.com",
      bucket_region: "{region}",
      bucket_regional_domain_name: "{bucket}.s3.{region}.amazonaws.com",
      hosted_zone_id: "Z{digits13}",
      object_lock_enabled: false,
      request_payer: "BucketOwner",
      policy: "",
      acceleration_status: "",
    },
  },
  aws_s3_bucket_versioning: {
    filled: "versioning_configuration.mfa_delete",
    replaces: "bucket expected_bucket_owner",
    values: {
      "versioning_configuration.mfa_delete": "Enabled Disabled",
      "versioning_configuration.status": "Enabled Suspended Disabled",
    },
    references: { bucket: BUCKET_NAME },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    replaces: "bucket expected_bucket_owner",
    values: {
      "rule.apply_server_side_encryption_by_default.sse_algorithm": "AES256 aws:kms aws:kms:dsse",
      "rule.blocked_encryption_types": "SSE-C NONE",
    },
    references: {
      bucket: BUCKET_NAME,
      "rule.apply_server_side_encryption_by_default.kms_master_key_id": KMS_KEY,
    },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_public_access_block: {
    replaces: "bucket",
    defaults: {
      block_public_acls: false,
      block_public_policy: false,
      ignore_public_acls: false,
      restrict_public_buckets: false,
    },
    references: { bucket: BUCKET_NAME },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_policy: {
    replaces: "bucket",
    formats: { "resource-policy": "policy" },
    references: { bucket: BUCKET_NAME },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_lifecycle_configuration: {
    filled: "rule.expiration.expired_object_delete_marker transition_default_minimum_object_size",
    replaces: "bucket expected_bucket_owner",
    values: {
      "rule.status": "Disabled Enabled",
      "rule.noncurrent_version_transition.storage_class":
        "GLACIER STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING DEEP_ARCHIVE GLACIER_IR",
      "rule.transition.storage_class":
        "GLACIER STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING DEEP_ARCHIVE GLACIER_IR",
    },
    conflicts: ["rule.expiration.date rule.expiration.days", "rule.transition.date rule.transition.days"],
    lengths: { "rule.id": [1, 255] },
    references: { bucket: BUCKET_NAME },
    answers: { id: "{bucket}", transition_default_minimum_object_size: "all_storage_classes_128K" },
  },
  aws_s3_bucket_replication_configuration: {
    filled: "rule.id",
    sensitive: "token",
    replaces: "bucket",
    values: {
      "rule.status": "Enabled Disabled",
      "rule.delete_marker_replication.status": "Enabled Disabled",
      "rule.destination.storage_class": `
        STANDARD REDUCED_REDUNDANCY STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER DEEP_ARCHIVE
        OUTPOSTS GLACIER_IR SNOW EXPRESS_ONEZONE
      `,
      "rule.destination.access_control_translation.owner": "Destination",
      "rule.destination.metrics.event_threshold.minutes": "15",
      "rule.destination.metrics.status": "Enabled Disabled",
      "rule.destination.replication_time.status": "Enabled Disabled",
      "rule.destination.replication_time.time.minutes": "15",
      "rule.existing_object_replication.status": "Enabled Disabled",
      "rule.source_selection_criteria.replica_modifications.status": "Enabled Disabled",
      "rule.source_selection_criteria.sse_kms_encrypted_objects.status": "Enabled Disabled",
    },
    together: { "rule.destination.replication_time": "rule.destination.metrics" },
    lengths: { "rule.id": [0, 255] },
    formats: {
      arn: `
        role rule.destination.bucket rule.destination.encryption_configuration.replica_kms_key_id
      `,
    },
    references: {
      bucket: BUCKET_NAME,
      role: ROLE_ARN,
      "rule.destination.bucket": BUCKET_ARN,
      "rule.destination.encryption_configuration.replica_kms_key_id": KMS_KEY,
    },
    answers: { id: "{bucket}", "rule.id": "{hex26}" },
  },
  aws_s3_bucket_logging: {
    replaces: "bucket expected_bucket_owner",
    values: {
      "target_grant.permission": "FULL_CONTROL READ WRITE",
      "target_grant.grantee.type": "CanonicalUser AmazonCustomerByEmail Group",
      "target_object_key_format.partitioned_prefix.partition_date_source": "EventTime DeliveryTime",
    },
    exactlyOne: ["target_object_key_format.partitioned_prefix target_object_key_format.simple_prefix"],
    references: { bucket: BUCKET_NAME, target_bucket: BUCKET_NAME },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_ownership_controls: {
    replaces: "bucket",
    values: { "rule.object_ownership": "BucketOwnerPreferred ObjectWriter BucketOwnerEnforced" },
    references: { bucket: BUCKET_NAME },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_object_lock_configuration: {
    sensitive: "token",
    replaces: "bucket expected_bucket_owner object_lock_enabled",
    defaults: { object_lock_enabled: "Enabled" },
    values: { object_lock_enabled: "Enabled", "rule.default_retention.mode": "GOVERNANCE COMPLIANCE" },
    conflicts: ["rule.default_retention.days rule.default_retention.years"],
    references: { bucket: BUCKET_NAME },
    answers: { id: "{bucket}" },
  },
  aws_s3_bucket_notification: {
    filled: "lambda_function.id queue.id topic.id",
    replaces: "bucket",
    defaults: { eventbridge: false },
    references: {
      bucket: BUCKET_NAME,
      "lambda_function.lambda_function_arn": FUNCTION,
      "topic.topic_arn": TOPIC_ARN,
    },
    answers: {
      id: "{bucket}",
      "lambda_function.id": "tf-s3-lambda-{hex26}",
      "queue.id": "tf-s3-queue-{hex26}",
      "topic.id": "tf-s3-topic-{hex26}",
    },
  },
};
