import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";

/** Arguments that hold a name by which AWS tells resources of an account apart. */
const NAME_ARGUMENTS = [
  "name",
  "identifier",
  "cluster_identifier",
  "global_cluster_identifier",
  "bucket",
  "function_name",
  "alarm_name",
  "dashboard_name",
  "family",
  "creation_token",
  "replication_group_id",
  "global_replication_group_id_suffix",
  "user_id",
  "user_group_id",
];

/** Types that only are something inside of another resource, or that name another one by these arguments. */
const NAMED_INSIDE = new Set([
  "aws_api_gateway_authorizer",
  "aws_api_gateway_model",
  "aws_api_gateway_request_validator",
  "aws_appautoscaling_policy",
  "aws_backup_restore_testing_selection",
  "aws_backup_selection",
  "aws_cloudwatch_log_metric_filter",
  "aws_cloudwatch_log_stream",
  "aws_guardduty_detector_feature",
  "aws_iam_role_policy",
  "aws_lambda_permission",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_event_source_mapping",
]);

/** Arguments that say something else in one type. */
const NO_NAME = new Set([
  // A member names the global cluster, which is another's.
  "aws_rds_cluster global_cluster_identifier",
  // The family of the engine.
  "aws_db_parameter_group family",
  "aws_elasticache_parameter_group family",
  "aws_rds_cluster_parameter_group family",
]);

/** `<type> <name>` for each literal name that resources are given. */
export function physicalNames(configuration: TerraformConfiguration): string[] {
  return addressedBlocks(configuration)
    .filter(({ mode, type }) => mode === "resource" && !NAMED_INSIDE.has(type))
    .flatMap(({ type, block }) =>
      NAME_ARGUMENTS.filter((argument) => !NO_NAME.has(`${type} ${argument}`)).flatMap((argument) => {
        const value = block[argument];
        return typeof value === "string" && !value.includes("${") ? [`${type} ${value}`] : [];
      }),
    );
}
