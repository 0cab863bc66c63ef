/** Resource types whose loss is a loss of data, or of the key to it. */
const STATEFUL_TYPES: ReadonlySet<string> = new Set([
  "aws_backup_vault",
  "aws_db_instance",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_efs_file_system",
  "aws_elasticache_replication_group",
  "aws_kinesis_stream",
  "aws_kms_key",
  "aws_kms_replica_key",
  "aws_rds_cluster",
  "aws_rds_global_cluster",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
]);

/** Whether the loss of a resource of this type is a loss of data. */
export function isStateful(type: string): boolean {
  return STATEFUL_TYPES.has(type);
}
