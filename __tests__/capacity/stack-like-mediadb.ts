import type { BlocksByType, TerraformConfiguration } from "../../src/terraform/configuration";
import { byRole, stackOf } from "../cost/support";

export const REGIONS = { primary: "eu-central-1", dr: "eu-west-1" };

/** A stack like mediadb's, as far as the capacity model reads it. */
export function stackLikeMediadb(change: BlocksByType = {}): TerraformConfiguration {
  const resource: BlocksByType = {
    aws_api_gateway_rest_api: { it: {} },
    aws_api_gateway_method_settings: { it: { settings: { throttling_rate_limit: 1000 } } },
    aws_appautoscaling_target: {
      readers: { service_namespace: "rds", max_capacity: 5 },
      service: {
        service_namespace: "ecs",
        resource_id: "service/cluster/service",
        min_capacity: byRole("primary", 2, 1),
        max_capacity: 10,
      },
    },
    aws_appautoscaling_policy: {
      memory: policy("ECSServiceAverageMemoryUtilization", 80),
      cpu: policy("ECSServiceAverageCPUUtilization", 70),
    },
    aws_ecs_service: {
      it: { name: "service", launch_type: "FARGATE", task_definition: "${aws_ecs_task_definition.it.arn}" },
    },
    aws_ecs_task_definition: { it: { cpu: "512", memory: "1024" } },
    aws_rds_cluster: { it: { serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 16 } } },
    aws_rds_cluster_instance: { a: serverless(), b: serverless() },
    aws_elasticache_replication_group: { it: { node_type: "cache.t4g.medium", num_cache_clusters: 2 } },
    aws_kinesis_stream: { it: { shard_count: 2, stream_mode_details: { stream_mode: "PROVISIONED" } } },
    aws_lambda_function: {
      relay: { function_name: "mediadb-read-role-dev", reserved_concurrent_executions: 22 },
    },
    ...change,
  };
  return stackOf(REGIONS.primary, resource, REGIONS);
}

function policy(metric: string, target: number) {
  return {
    target_tracking_scaling_policy_configuration: {
      predefined_metric_specification: { predefined_metric_type: metric },
      target_value: target,
    },
  };
}

function serverless() {
  return { instance_class: "db.serverless", cluster_identifier: "${aws_rds_cluster.it.id}" };
}
