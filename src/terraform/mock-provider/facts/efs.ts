import type { FactsTable } from "./model";
import { FILE_SYSTEM, KMS_KEY, SECURITY_GROUP, SUBNET } from "./references";
import { CREATED } from "./shared";

const TRANSITIONS =
  "AFTER_1_DAY AFTER_7_DAYS AFTER_14_DAYS AFTER_30_DAYS AFTER_60_DAYS AFTER_90_DAYS AFTER_180_DAYS AFTER_270_DAYS AFTER_365_DAYS";
const FILE_SYSTEM_ARN = "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{file_system_id}";
const SOURCE_ARN = "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{source_file_system_id}";
const POSIX_ID = [0, 2 ** 32 - 1] as const;

/** File systems, what leads into them, and what copies them. */
export const EFS: FactsTable = {
  aws_efs_access_point: {
    filled: "root_directory.path",
    replaces: "file_system_id posix_user root_directory",
    ranges: {
      "posix_user.uid": POSIX_ID,
      "posix_user.gid": POSIX_ID,
      "root_directory.creation_info.owner_uid": POSIX_ID,
      "root_directory.creation_info.owner_gid": POSIX_ID,
    },
    patterns: {
      "root_directory.path": [
        /^(\/|(\/(?!\.)[^$#<>;`|&?{}^*/\n]+){1,4})$/,
        "must be absolute, with at most four directories",
      ],
      "root_directory.creation_info.permissions": [
        /^[0-7]{3,4}$/,
        "must be an octal number of three or four digits",
      ],
    },
    references: { file_system_id: FILE_SYSTEM },
    answers: {
      id: "fsap-{hex17}",
      arn: "arn:{partition}:elasticfilesystem:{region}:{account}:access-point/{id}",
      file_system_arn: FILE_SYSTEM_ARN,
      owner_id: "{account}",
      "root_directory.path": "/",
    },
  },
  aws_efs_backup_policy: {
    replaces: "file_system_id",
    values: { "backup_policy.status": "DISABLED ENABLED" },
    references: { file_system_id: FILE_SYSTEM },
    answers: { id: "{file_system_id}" },
  },
  aws_efs_file_system: {
    filled:
      "availability_zone_name creation_token encrypted kms_key_id performance_mode protection.replication_overwrite",
    replaces: "availability_zone_name creation_token encrypted kms_key_id performance_mode",
    defaults: { throughput_mode: "bursting" },
    values: {
      "lifecycle_policy.transition_to_archive": TRANSITIONS,
      "lifecycle_policy.transition_to_ia": TRANSITIONS,
      "lifecycle_policy.transition_to_primary_storage_class": "AFTER_1_ACCESS",
      performance_mode: "generalPurpose maxIO",
      // AWS answers a third one, which nobody may ask for: REPLICATING.
      "protection.replication_overwrite": "ENABLED DISABLED",
      throughput_mode: "bursting provisioned elastic",
    },
    together: { kms_key_id: "encrypted" },
    formats: { arn: "kms_key_id" },
    lengths: { creation_token: [1, 64] },
    uniqueName: "creation_token",
    references: { kms_key_id: KMS_KEY },
    answers: {
      id: "fs-{hex17}",
      arn: "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{id}",
      availability_zone_id: "",
      availability_zone_name: "",
      creation_token: "terraform-{hex26}",
      dns_name: "{id}.efs.{region}.amazonaws.com",
      encrypted: false,
      kms_key_id: (system) =>
        system.get("encrypted") === true
          ? `arn:${system.partition}:kms:${system.region}:${system.account}:alias/aws/elasticfilesystem`
          : "",
      name: "",
      number_of_mount_targets: 0,
      owner_id: "{account}",
      performance_mode: "generalPurpose",
      "protection.replication_overwrite": "ENABLED",
      size_in_bytes: [{ value: 6144, value_in_ia: 0, value_in_standard: 6144 }],
    },
  },
  aws_efs_file_system_policy: {
    replaces: "file_system_id",
    defaults: { bypass_policy_lockout_safety_check: false },
    formats: { "resource-policy": "policy" },
    lengths: { policy: [1, 20_000] },
    references: { file_system_id: FILE_SYSTEM },
    answers: { id: "{file_system_id}" },
  },
  aws_efs_mount_target: {
    filled: "ip_address ip_address_type ipv6_address security_groups",
    replaces: "file_system_id ip_address ip_address_type ipv6_address subnet_id",
    values: { ip_address_type: "DUAL_STACK IPV4_ONLY IPV6_ONLY" },
    references: { file_system_id: FILE_SYSTEM, subnet_id: SUBNET, security_groups: SECURITY_GROUP },
    answers: {
      id: "fsmt-{hex17}",
      availability_zone_id: "{region}-az1",
      availability_zone_name: "{region}a",
      dns_name: "{file_system_id}.efs.{region}.amazonaws.com",
      file_system_arn: FILE_SYSTEM_ARN,
      ip_address: "10.0.0.10",
      ip_address_type: "IPV4_ONLY",
      ipv6_address: "",
      mount_target_dns_name: "{region}a.{file_system_id}.efs.{region}.amazonaws.com",
      network_interface_id: "eni-{hex17}",
      owner_id: "{account}",
      security_groups: [],
    },
  },
  aws_efs_replication_configuration: {
    filled: "destination.file_system_id destination.region",
    replaces: "destination source_file_system_id",
    atLeastOne: ["destination.availability_zone_name destination.region"],
    patterns: { "destination.region": [/^[a-z]{2}(-[a-z]+)+-\d$/, "must be the name of a region"] },
    references: {
      source_file_system_id: FILE_SYSTEM,
      "destination.file_system_id": { ...FILE_SYSTEM, anyRegion: true },
    },
    answers: {
      id: "{source_file_system_id}",
      creation_time: CREATED,
      "destination.file_system_id": "fs-{hex17}",
      "destination.region": "{region}",
      "destination.status": "ENABLED",
      original_source_file_system_arn: SOURCE_ARN,
      source_file_system_arn: SOURCE_ARN,
      source_file_system_region: "{region}",
    },
  },
};
