import { NAME_LIMITS, UNDERSCORED, type NameKind } from "../config/naming";
import { addressedBlocks, type AddressedBlock } from "../terraform/configuration";
import type { Rule, StackUnderTest } from "./rule";

/** Where a type's physical name stands, and which limit it has. */
const NAME_ARGUMENTS: Readonly<Record<string, { argument: string; kind: NameKind; prefix?: string }>> = {
  aws_api_gateway_rest_api: { argument: "name", kind: "restApi" },
  aws_apigatewayv2_vpc_link: { argument: "name", kind: "vpcLink" },
  aws_backup_plan: { argument: "name", kind: "backupPlan" },
  aws_backup_restore_testing_plan: { argument: "name", kind: "restoreTesting" },
  aws_backup_vault: { argument: "name", kind: "backupVault" },
  aws_budgets_budget: { argument: "name", kind: "budget" },
  aws_cloudtrail: { argument: "name", kind: "cloudTrail" },
  aws_cloudwatch_composite_alarm: { argument: "alarm_name", kind: "alarm" },
  aws_cloudwatch_dashboard: { argument: "dashboard_name", kind: "dashboard" },
  aws_cloudwatch_event_rule: { argument: "name", kind: "eventRule" },
  aws_cloudwatch_metric_alarm: { argument: "alarm_name", kind: "alarm" },
  aws_cloudwatch_query_definition: { argument: "name", kind: "queryDefinition" },
  aws_codebuild_project: { argument: "name", kind: "codeBuildProject" },
  aws_codepipeline: { argument: "name", kind: "codePipeline" },
  aws_config_config_rule: { argument: "name", kind: "configRule" },
  aws_config_configuration_recorder: { argument: "name", kind: "configRecorder" },
  aws_config_delivery_channel: { argument: "name", kind: "configRecorder" },
  aws_db_instance: { argument: "identifier", kind: "rdsIdentifier" },
  aws_db_parameter_group: { argument: "name", kind: "rdsParameterGroup" },
  aws_db_subnet_group: { argument: "name", kind: "rdsSubnetGroup" },
  aws_dynamodb_table: { argument: "name", kind: "dynamoDbTable" },
  aws_ecr_repository: { argument: "name", kind: "ecrRepository" },
  aws_ecs_cluster: { argument: "name", kind: "ecsCluster" },
  aws_ecs_service: { argument: "name", kind: "ecsService" },
  aws_ecs_task_definition: { argument: "family", kind: "ecsTaskFamily" },
  aws_efs_file_system: { argument: "creation_token", kind: "efsCreationToken" },
  aws_elasticache_global_replication_group: {
    argument: "global_replication_group_id_suffix",
    kind: "elastiCacheReplicationGroup",
  },
  aws_elasticache_parameter_group: { argument: "name", kind: "elastiCacheParameterGroup" },
  aws_elasticache_replication_group: {
    argument: "replication_group_id",
    kind: "elastiCacheReplicationGroup",
  },
  aws_elasticache_subnet_group: { argument: "name", kind: "elastiCacheSubnetGroup" },
  aws_elasticache_user: { argument: "user_id", kind: "elastiCacheUser" },
  aws_elasticache_user_group: { argument: "user_group_id", kind: "elastiCacheUser" },
  aws_iam_policy: { argument: "name", kind: "iamPolicy" },
  aws_iam_role: { argument: "name", kind: "iamRole" },
  aws_kinesis_firehose_delivery_stream: { argument: "name", kind: "deliveryStream" },
  aws_kinesis_stream: { argument: "name", kind: "kinesisStream" },
  aws_kinesis_stream_consumer: { argument: "name", kind: "kinesisConsumer" },
  aws_kms_alias: { argument: "name", kind: "kmsAlias", prefix: "alias/" },
  aws_lambda_function: { argument: "function_name", kind: "lambdaFunction" },
  aws_lb: { argument: "name", kind: "loadBalancer" },
  aws_lb_target_group: { argument: "name", kind: "targetGroup" },
  aws_rds_cluster: { argument: "cluster_identifier", kind: "rdsIdentifier" },
  aws_rds_cluster_instance: { argument: "identifier", kind: "rdsIdentifier" },
  aws_rds_cluster_parameter_group: { argument: "name", kind: "rdsParameterGroup" },
  aws_rds_global_cluster: { argument: "global_cluster_identifier", kind: "rdsIdentifier" },
  aws_s3_bucket: { argument: "bucket", kind: "s3Bucket" },
  aws_secretsmanager_secret: { argument: "name", kind: "secret" },
  aws_security_group: { argument: "name", kind: "securityGroup" },
  aws_sfn_state_machine: { argument: "name", kind: "stateMachine" },
  aws_sns_topic: { argument: "name", kind: "snsTopic" },
  aws_sqs_queue: { argument: "name", kind: "sqsQueue" },
  aws_wafv2_web_acl: { argument: "name", kind: "webAcl" },
};

/** ECR replication can't rename: a repository has one name in both regions. */
const SAME_NAME_IN_BOTH_REGIONS = new Set(["aws_ecr_repository"]);

/** Ends a name that was cut. */
const CUT = /[-_][0-9a-f]{6}$/;

/** Design rule 14: names say whose they are and fit; tags come from the provider. */
export const namesRule: Rule = {
  id: "names",
  title:
    "Names are <system>-<thing>[-dr]-<suffix> and fit their service; tags come from the provider, but for Name",
  check(stack) {
    const resources = addressedBlocks(stack.configuration).filter(({ mode }) => mode === "resource");
    const names = resources.flatMap((resource) => nameProblems(resource, stack));
    return [
      ...names,
      ...resources.flatMap(tagProblems),
      ...defaultTagProblems(stack.configuration.provider?.aws),
    ];
  },
};

function nameProblems({ address, type, block }: AddressedBlock, stack: StackUnderTest): string[] {
  const rule = NAME_ARGUMENTS[type];
  if (!rule) return [];
  const given = block[rule.argument];
  if (typeof given !== "string")
    return [`${address}: ${rule.argument} is missing, so AWS or Terraform would invent one`];
  const name = given.startsWith(rule.prefix ?? "") ? given.slice(rule.prefix?.length ?? 0) : "";
  const limit = NAME_LIMITS[rule.kind];
  const { system } = stack;
  const saysSite = livesInDr(block, stack) && !SAME_NAME_IN_BOTH_REGIONS.has(type);
  const spelled = (text: string) => (UNDERSCORED.has(rule.kind) ? text.replaceAll("-", "_") : text);
  const start = spelled(`${system}-`);
  const end = spelled(`${saysSite ? "-dr" : ""}-${stack.suffix}`);
  return [
    ...(name.startsWith(start) ? [] : [`${address}: ${given} must start with ${rule.prefix ?? ""}${start}`]),
    ...(name.endsWith(end) || CUT.test(name) ? [] : [`${address}: ${given} must end with ${end}`]),
    ...(given.length <= limit
      ? []
      : [`${address}: ${given} has ${given.length} characters, at most ${limit} fit`]),
  ];
}

/** By the provider, not by the region: names of global services need the site as well, or both stacks clash. */
function livesInDr({ provider }: AddressedBlock["block"], { site }: StackUnderTest): boolean {
  return provider === undefined ? site === "dr" : provider === "aws.dr";
}

function tagProblems({ address, block }: AddressedBlock): string[] {
  const extra = Object.keys((block.tags as object | undefined) ?? {}).filter((key) => key !== "Name");
  return extra.map((key) => `${address}: tag ${key} belongs into the provider's default tags`);
}

function defaultTagProblems(providers: readonly Readonly<Record<string, unknown>>[] = []): string[] {
  return providers.flatMap((provider) => {
    const [defaults] = (provider.default_tags as { tags?: Record<string, string> }[] | undefined) ?? [];
    return ["Application", "Environment", "CostCenter", "Site"]
      .filter((key) => !defaults?.tags?.[key])
      .map(
        (key) =>
          `provider aws${provider.alias ? `.${String(provider.alias)}` : ""}: default tag ${key} is missing`,
      );
  });
}
