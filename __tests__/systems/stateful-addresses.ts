/**
 * The addresses whose loss is a loss of data, by stack. Kept by hand: `jest -u` does not touch this file.
 *
 * To Terraform a changed address is one resource to destroy and another one to make. So whoever changes a line here
 * adds a `moved` block to the stack first (`resource.moveFromId`), and sees in the plan that nothing is destroyed.
 */
export const STATEFUL_ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "payments-primary": [
    "aws_dynamodb_table.dr-region_role-record_0FAE095E",
    "aws_dynamodb_table.idempotency",
    "aws_ecr_repository.dr-region_images_7A657BDA",
    "aws_ecr_repository.images",
    "aws_kms_key.data-key",
    "aws_kms_key.operations-key",
    "aws_kms_replica_key.dr-region_data-key_227B575F",
    "aws_rds_cluster.database_member_9D5C59A6",
    "aws_rds_global_cluster.database",
    "aws_s3_bucket.access-logs_bucket_7E528747",
    "aws_s3_bucket.audit_bucket_85D46CD8",
    "aws_s3_bucket.dr-region_access-logs_bucket_DD054ED3",
    "aws_s3_bucket.transactions_bucket_572ED105",
    "aws_s3_bucket.transactions_dr-region_bucket_E7B60C98",
    "aws_secretsmanager_secret.database_administrator_CC6B3987",
    "aws_secretsmanager_secret.service-secret",
  ],
  "payments-dr": [
    "aws_kms_key.operations-key",
    "aws_rds_cluster.database",
    "aws_s3_bucket.audit_bucket_85D46CD8",
  ],
  "streamflix-primary": [
    "aws_backup_vault.backups_vault_62432F40",
    "aws_db_instance.database",
    "aws_dynamodb_table.dr-region_role-record_0FAE095E",
    "aws_ecr_repository.dr-region_images_7A657BDA",
    "aws_ecr_repository.images",
    "aws_efs_file_system.dr-region_media_1A1F0F07",
    "aws_efs_file_system.media",
    "aws_elasticache_replication_group.cache",
    "aws_kms_key.data-key",
    "aws_kms_key.operations-key",
    "aws_kms_replica_key.dr-region_data-key_227B575F",
    "aws_s3_bucket.access-logs_bucket_7E528747",
    "aws_s3_bucket.audit_bucket_85D46CD8",
    "aws_s3_bucket.dr-region_access-logs_bucket_DD054ED3",
    "aws_secretsmanager_secret.database_administrator_CC6B3987",
    "aws_secretsmanager_secret.service-secret",
  ],
  "streamflix-dr": [
    "aws_backup_vault.backups_vault_62432F40",
    "aws_db_instance.database",
    "aws_elasticache_replication_group.cache",
    "aws_kms_key.operations-key",
    "aws_s3_bucket.audit_bucket_85D46CD8",
  ],
  "globalstream-primary": [
    "aws_backup_vault.backup-copies",
    "aws_backup_vault.backups_vault_62432F40",
    "aws_backup_vault.dr-region_backup-copies_971074F9",
    "aws_dynamodb_table.dr-region_role-record_0FAE095E",
    "aws_dynamodb_table.play-counts",
    "aws_ecr_repository.dr-region_images_7A657BDA",
    "aws_ecr_repository.images",
    "aws_efs_file_system.content",
    "aws_efs_file_system.dr-region_content_C44C8BE4",
    "aws_elasticache_replication_group.cache",
    "aws_kinesis_stream.events_stream_8A2FC160",
    "aws_kms_key.data-key",
    "aws_kms_key.operations-key",
    "aws_kms_replica_key.dr-region_data-key_227B575F",
    "aws_rds_cluster.database_member_9D5C59A6",
    "aws_rds_global_cluster.database",
    "aws_s3_bucket.access-logs_bucket_7E528747",
    "aws_s3_bucket.audit_bucket_85D46CD8",
    "aws_s3_bucket.dr-region_access-logs_bucket_DD054ED3",
    "aws_s3_bucket.dr-tests_artifacts_17EB2AB8",
    "aws_s3_bucket.dr-tests_source_bucket_F9E56F86",
    "aws_s3_bucket.events-archive_bucket_C106F3DD",
    "aws_s3_bucket.events-archive_dr-region_bucket_EDD5DF18",
    "aws_secretsmanager_secret.api-keys_secret_3AA37E3E",
    "aws_secretsmanager_secret.database_administrator_CC6B3987",
    "aws_secretsmanager_secret.service-secret",
  ],
  "globalstream-dr": [
    "aws_backup_vault.backups_vault_62432F40",
    "aws_elasticache_replication_group.cache",
    "aws_kinesis_stream.events_stream_8A2FC160",
    "aws_kms_key.operations-key",
    "aws_rds_cluster.database",
    "aws_s3_bucket.audit_bucket_85D46CD8",
  ],
  "mediadb-primary": [
    "aws_backup_vault.backup-copies",
    "aws_backup_vault.backups_vault_62432F40",
    "aws_backup_vault.dr-region_backup-copies_971074F9",
    "aws_dynamodb_table.dr-region_role-record_0FAE095E",
    "aws_dynamodb_table.erasures",
    "aws_ecr_repository.collector-images",
    "aws_ecr_repository.dr-region_collector-images_D3EA4891",
    "aws_ecr_repository.dr-region_images_7A657BDA",
    "aws_ecr_repository.images",
    "aws_efs_file_system.dr-region_media_1A1F0F07",
    "aws_efs_file_system.media",
    "aws_elasticache_replication_group.cache",
    "aws_kinesis_stream.events",
    "aws_kms_key.data-key",
    "aws_kms_key.operations-key",
    "aws_kms_replica_key.dr-region_data-key_227B575F",
    "aws_rds_cluster.database_member_9D5C59A6",
    "aws_rds_global_cluster.database",
    "aws_s3_bucket.access-logs_bucket_7E528747",
    "aws_s3_bucket.audit_bucket_85D46CD8",
    "aws_s3_bucket.compliance_recorder_bucket_7D92D76C",
    "aws_s3_bucket.dr-region_access-logs_bucket_DD054ED3",
    "aws_s3_bucket.events-archive_bucket_C106F3DD",
    "aws_s3_bucket.events-archive_dr-region_bucket_EDD5DF18",
    "aws_secretsmanager_secret.api-keys_secret_3AA37E3E",
    "aws_secretsmanager_secret.database_administrator_CC6B3987",
    "aws_secretsmanager_secret.service-secret",
  ],
  "mediadb-dr": [
    "aws_backup_vault.backups_vault_62432F40",
    "aws_elasticache_replication_group.cache",
    "aws_kinesis_stream.events",
    "aws_kms_key.operations-key",
    "aws_rds_cluster.database",
    "aws_s3_bucket.audit_bucket_85D46CD8",
    "aws_s3_bucket.compliance_recorder_bucket_7D92D76C",
  ],
};

/** What is wrong with a stack's stateful addresses, and what to do about it. */
export function statefulAddressProblems(stack: string, found: readonly string[]): string[] {
  const kept = STATEFUL_ADDRESSES[stack] ?? [];
  const gone = kept
    .filter((address) => !found.includes(address))
    .map(
      (address) =>
        `${stack}: ${address} is gone, so the next apply would destroy it with its data. ` +
        "Renamed? Give the new one a `moved` block from this address, then change the list by hand.",
    );
  const come = found
    .filter((address) => !kept.includes(address))
    .map(
      (address) =>
        `${stack}: ${address} is new. If it replaces one that is gone, it would start without data: it needs a ` +
        "`moved` block. If not, add it to the list by hand.",
    );
  return [...gone, ...come];
}
