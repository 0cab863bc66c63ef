import type { Attributes } from "../store";

/** Where a resource stands. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/** What AWS adds to a resource that the failover refers to: `{name}` is an argument of it. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_appautoscaling_target: { id: "{resource_id}" },
  aws_db_instance: {
    id: "{identifier}",
    arn: "arn:aws:rds:{region}:{account}:db:{identifier}",
  },
  aws_dynamodb_table: { id: "{name}", arn: "arn:aws:dynamodb:{region}:{account}:table/{name}" },
  aws_dynamodb_table_item: { id: "{table_name}|{item}" },
  aws_ecs_cluster: {
    id: "arn:aws:ecs:{region}:{account}:cluster/{name}",
    arn: "arn:aws:ecs:{region}:{account}:cluster/{name}",
  },
  aws_ecs_service: { id: "{cluster}/{name}" },
  aws_efs_file_system: {
    id: "fs-{creation_token}",
    arn: "arn:aws:elasticfilesystem:{region}:{account}:file-system/fs-{creation_token}",
  },
  aws_efs_replication_configuration: { id: "{source_file_system_id}" },
  aws_elasticache_global_replication_group: {
    id: "xxxxx-{global_replication_group_id_suffix}",
    global_replication_group_id: "xxxxx-{global_replication_group_id_suffix}",
  },
  aws_elasticache_replication_group: { id: "{replication_group_id}" },
  aws_lambda_function: {
    id: "{function_name}",
    arn: "arn:aws:lambda:{region}:{account}:function:{function_name}",
  },
  aws_lb_target_group: {
    id: "{name}",
    arn: "arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{name}/0",
  },
  aws_rds_cluster: {
    id: "{cluster_identifier}",
    arn: "arn:aws:rds:{region}:{account}:cluster:{cluster_identifier}",
  },
  aws_rds_global_cluster: {
    id: "{global_cluster_identifier}",
    arn: "arn:aws:rds::{account}:global-cluster:{global_cluster_identifier}",
  },
  aws_sfn_state_machine: {
    id: "arn:aws:states:{region}:{account}:stateMachine:{name}",
    arn: "arn:aws:states:{region}:{account}:stateMachine:{name}",
  },
  aws_sns_topic: { id: "{name}", arn: "arn:aws:sns:{region}:{account}:{name}" },
  aws_ssm_parameter: { id: "{name}" },
};

/** The types of resources that the model knows. */
export const MODELLED: ReadonlySet<string> = new Set(Object.keys(ANSWERS));

/** What AWS adds to a resource, beside its arguments. */
export function answersOf(type: string, args: Attributes, place: Place): Record<string, string> {
  const given: Attributes = { ...args, ...place };
  const answers = Object.entries(ANSWERS[type] ?? {});
  return Object.fromEntries(
    answers.map(([name, text]) => [
      name,
      text.replace(/\{(\w+)\}/g, (_, from: string) => String(given[from])),
    ]),
  );
}
