import { policy, bucket } from "./parts";

/** Resources of every type that has facts: files. */
export const files = {
  aws_s3_bucket: { a: { bucket: "standby-a" }, copy: { bucket: "standby-copy", provider: "aws.dr" } },
  aws_s3_bucket_versioning: { a: { bucket, versioning_configuration: { status: "Enabled" } } },
  aws_s3_bucket_server_side_encryption_configuration: {
    a: {
      bucket,
      rule: [
        {
          bucket_key_enabled: true,
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "${aws_kms_key.a.arn}",
          },
        },
      ],
    },
  },
  aws_s3_bucket_public_access_block: { a: { bucket, block_public_acls: true } },
  aws_s3_bucket_policy: {
    a: {
      bucket,
      policy: policy({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::standby-a/*" }),
    },
  },
  aws_s3_bucket_lifecycle_configuration: {
    a: {
      bucket,
      rule: [
        {
          id: "old",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        },
      ],
    },
  },
  aws_s3_bucket_replication_configuration: {
    a: {
      bucket,
      role: "${aws_iam_role.a.arn}",
      rule: [{ status: "Enabled", destination: { bucket: "${aws_s3_bucket.copy.arn}" } }],
    },
  },
  aws_s3_bucket_logging: { a: { bucket, target_bucket: bucket, target_prefix: "logs/" } },
  aws_s3_bucket_ownership_controls: { a: { bucket, rule: { object_ownership: "BucketOwnerEnforced" } } },
  aws_s3_bucket_object_lock_configuration: {
    a: { bucket, rule: { default_retention: { mode: "GOVERNANCE", days: 1 } } },
  },
  aws_s3_bucket_notification: {
    a: { bucket, topic: [{ topic_arn: "${aws_sns_topic.a.arn}", events: ["s3:ObjectCreated:*"] }] },
  },
  aws_backup_vault: {
    a: { name: "vault", kms_key_arn: "${aws_kms_key.a.arn}" },
    copies: { provider: "aws.dr", name: "copies" },
  },
  aws_backup_vault_lock_configuration: {
    a: { provider: "aws.dr", backup_vault_name: "${aws_backup_vault.copies.name}", min_retention_days: 7 },
  },
  aws_backup_restore_testing_plan: {
    a: {
      name: "restore_test",
      schedule_expression: "cron(0 9 ? * SUN *)",
      recovery_point_selection: [
        {
          algorithm: "LATEST_WITHIN_WINDOW",
          include_vaults: ["${aws_backup_vault.a.arn}"],
          recovery_point_types: ["SNAPSHOT"],
        },
      ],
    },
  },
  aws_backup_restore_testing_selection: {
    a: {
      name: "files",
      restore_testing_plan_name: "${aws_backup_restore_testing_plan.a.name}",
      protected_resource_type: "EFS",
      protected_resource_arns: ["${aws_efs_file_system.a.arn}"],
      iam_role_arn: "${aws_iam_role.a.arn}",
    },
  },
  aws_backup_plan: {
    a: {
      name: "a",
      rule: [
        {
          rule_name: "daily",
          target_vault_name: "${aws_backup_vault.a.name}",
          schedule: "cron(0 5 * * ? *)",
          lifecycle: { delete_after: 7 },
          copy_action: [
            {
              destination_vault_arn: "${aws_backup_vault.copies.arn}",
              lifecycle: { delete_after: 7 },
            },
          ],
        },
      ],
    },
  },
  aws_backup_selection: {
    a: {
      name: "a",
      plan_id: "${aws_backup_plan.a.id}",
      iam_role_arn: "${aws_iam_role.a.arn}",
      resources: ["${aws_efs_file_system.a.arn}"],
    },
  },
  aws_efs_file_system: {
    a: {
      creation_token: "a",
      encrypted: true,
      kms_key_id: "${aws_kms_key.a.arn}",
      lifecycle_policy: [
        { transition_to_ia: "AFTER_30_DAYS" },
        { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
      ],
    },
    copy: {
      provider: "aws.dr",
      creation_token: "copy",
      encrypted: true,
      protection: { replication_overwrite: "DISABLED" },
      lifecycle: { ignore_changes: ["protection"] },
    },
  },
  aws_efs_access_point: {
    a: {
      file_system_id: "${aws_efs_file_system.a.id}",
      posix_user: { uid: 1000, gid: 1000 },
      root_directory: {
        path: "/media",
        creation_info: { owner_uid: 1000, owner_gid: 1000, permissions: "0750" },
      },
    },
  },
  aws_efs_backup_policy: {
    a: { file_system_id: "${aws_efs_file_system.a.id}", backup_policy: { status: "DISABLED" } },
  },
  aws_efs_file_system_policy: {
    a: {
      file_system_id: "${aws_efs_file_system.a.id}",
      policy: policy({ Principal: "*", Action: "elasticfilesystem:ClientMount", Resource: "*" }),
    },
  },
  aws_efs_mount_target: {
    a: {
      file_system_id: "${aws_efs_file_system.a.id}",
      subnet_id: "${aws_subnet.a.id}",
      security_groups: ["${aws_security_group.a.id}"],
    },
  },
  aws_efs_replication_configuration: {
    a: {
      source_file_system_id: "${aws_efs_file_system.a.id}",
      destination: { file_system_id: "${aws_efs_file_system.copy.id}", region: "us-west-2" },
    },
  },
};
