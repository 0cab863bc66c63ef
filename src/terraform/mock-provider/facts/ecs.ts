import type { FactsTable } from "./model";
import {
  ACCESS_POINT,
  FILE_SYSTEM,
  LOG_GROUP_NAME,
  SUBNET,
  SECURITY_GROUP,
  KMS_KEY,
  ROLE_ARN,
  ECS_CLUSTER,
  TASK_DEFINITION,
  TARGET_GROUP,
} from "./references";
import type { Value } from "../values/cty";

/** Containers: clusters, services, scaling and registries. */
export const ECS: FactsTable = {
  aws_ecs_cluster: {
    replaces: "name",
    defaults: { "configuration.execute_command_configuration.logging": "DEFAULT" },
    values: {
      "configuration.execute_command_configuration.logging": "NONE DEFAULT OVERRIDE",
      "setting.name": "containerInsights",
      "setting.value": "enabled disabled enhanced",
    },
    formats: { arn: "service_connect_defaults.namespace" },
    uniqueName: "name",
    lengths: { name: [1, 255] },
    patterns: { name: [/^[\w-]+$/, "may contain letters, digits, hyphens and underscores only"] },
    references: {
      "configuration.execute_command_configuration.kms_key_id": KMS_KEY,
      "configuration.execute_command_configuration.log_configuration.cloud_watch_log_group_name":
        LOG_GROUP_NAME,
    },
    answers: { id: "{arn}", arn: "arn:{partition}:ecs:{region}:{account}:cluster/{name}" },
  },
  aws_ecs_cluster_capacity_providers: {
    replaces: "cluster_name",
    references: { cluster_name: { to: "aws_ecs_cluster", by: "name" } },
    // What the provider reads back where it is not given.
    defaults: {
      "default_capacity_provider_strategy.base": 0,
      "default_capacity_provider_strategy.weight": 0,
    },
    // CapacityProviderStrategyItem, ECS API reference; read 2026-11.
    ranges: {
      "default_capacity_provider_strategy.base": [0, 100_000],
      "default_capacity_provider_strategy.weight": [0, 1_000],
    },
    answers: { id: "{cluster_name}" },
  },
  aws_ecs_service: {
    filled: "cluster iam_role launch_type platform_version triggers availability_zone_rebalancing",
    replaces: "cluster iam_role launch_type name scheduling_strategy deployment_controller.type",
    defaults: {
      deployment_maximum_percent: 200,
      deployment_minimum_healthy_percent: 100,
      enable_ecs_managed_tags: false,
      enable_execute_command: false,
      scheduling_strategy: "REPLICA",
      wait_for_steady_state: false,
      "deployment_controller.type": "ECS",
      "network_configuration.assign_public_ip": false,
    },
    values: {
      launch_type: "EC2 FARGATE EXTERNAL",
      propagate_tags: "TASK_DEFINITION SERVICE NONE",
      scheduling_strategy: "REPLICA DAEMON",
      "deployment_controller.type": "ECS CODE_DEPLOY EXTERNAL",
      "ordered_placement_strategy.type": "random spread binpack",
      "placement_constraints.type": "distinctInstance memberOf",
      "service_connect_configuration.log_configuration.log_driver":
        "json-file syslog journald gelf fluentd awslogs splunk awsfirelens",
      availability_zone_rebalancing: "ENABLED DISABLED",
    },
    formats: {
      arn: `
        load_balancer.target_group_arn service_connect_configuration.service.tls.role_arn
        service_connect_configuration.service.tls.issuer_cert_authority.aws_pca_authority_arn
        service_registries.registry_arn
      `,
    },
    conflicts: ["capacity_provider_strategy launch_type"],
    lengths: { name: [1, 255] },
    patterns: { name: [/^[\w-]+$/, "may contain letters, digits, hyphens and underscores only"] },
    ranges: {
      health_check_grace_period_seconds: [0, 2_147_483_647],
      "load_balancer.container_port": [0, 65_535],
      "capacity_provider_strategy.base": [0, 100_000],
      "capacity_provider_strategy.weight": [0, 1_000],
    },
    references: {
      cluster: ECS_CLUSTER,
      task_definition: TASK_DEFINITION,
      "load_balancer.target_group_arn": TARGET_GROUP,
      "network_configuration.subnets": SUBNET,
      "network_configuration.security_groups": SECURITY_GROUP,
    },
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:ecs:{region}:{account}:service/{cluster:last}/{name}",
      cluster: "arn:{partition}:ecs:{region}:{account}:cluster/default",
      availability_zone_rebalancing: "ENABLED",
      iam_role: "",
      // A strategy stands in its place.
      launch_type: (service) =>
        (service.get("capacity_provider_strategy") as Value[]).length > 0 ? "" : "EC2",
      platform_version: "",
      triggers: (): Value => ({}),
    },
  },
  aws_ecs_task_definition: {
    versioned: true,
    filled: `
      network_mode volume.docker_volume_configuration.scope enable_fault_injection
      volume.configure_at_launch
    `,
    replaces: `
      container_definitions cpu execution_role_arn family ipc_mode memory network_mode pid_mode
      requires_compatibilities task_role_arn ephemeral_storage placement_constraints proxy_configuration
      runtime_platform volume
    `,
    defaults: {
      skip_destroy: false,
      track_latest: false,
      "proxy_configuration.type": "APPMESH",
      "volume.docker_volume_configuration.autoprovision": false,
      "volume.efs_volume_configuration.root_directory": "/",
      "volume.efs_volume_configuration.transit_encryption_port": 0,
    },
    values: {
      ipc_mode: "host task none",
      network_mode: "bridge host awsvpc none",
      pid_mode: "host task",
      requires_compatibilities: "EC2 FARGATE EXTERNAL",
      "placement_constraints.type": "memberOf",
      "proxy_configuration.type": "APPMESH",
      "runtime_platform.cpu_architecture": "X86_64 ARM64",
      "volume.docker_volume_configuration.scope": "task shared",
      "volume.efs_volume_configuration.transit_encryption": "ENABLED DISABLED",
      "volume.efs_volume_configuration.authorization_config.iam": "ENABLED DISABLED",
    },
    lengths: { family: [1, 255] },
    patterns: { family: [/^[\w-]+$/, "may contain letters, digits, hyphens and underscores only"] },
    formats: { arn: "execution_role_arn task_role_arn", "container-definitions": "container_definitions" },
    references: {
      execution_role_arn: ROLE_ARN,
      task_role_arn: ROLE_ARN,
      "volume.efs_volume_configuration.file_system_id": FILE_SYSTEM,
      "volume.efs_volume_configuration.authorization_config.access_point_id": ACCESS_POINT,
    },
    answers: {
      id: "{family}",
      arn: "{arn_without_revision}:{revision}",
      arn_without_revision: "arn:{partition}:ecs:{region}:{account}:task-definition/{family}",
      revision: (definition) => Number(definition.previous("revision") ?? 0) + 1,
      network_mode: "",
      enable_fault_injection: false,
      "volume.configure_at_launch": false,
    },
  },
  aws_appautoscaling_target: {
    filled: "role_arn",
    replaces: "resource_id scalable_dimension service_namespace",
    answers: {
      id: "{resource_id}",
      arn: "arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/{hex28}",
      role_arn:
        "arn:{partition}:iam::{account}:role/aws-service-role/application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling",
    },
  },
  aws_appautoscaling_policy: {
    replaces: "name resource_id scalable_dimension service_namespace",
    defaults: {
      policy_type: "StepScaling",
      "target_tracking_scaling_policy_configuration.disable_scale_in": false,
    },
    values: {
      "target_tracking_scaling_policy_configuration.customized_metric_specification.statistic":
        "Average Minimum Maximum SampleCount Sum",
      policy_type: "StepScaling TargetTrackingScaling PredictiveScaling",
      "target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type": `
        ALBRequestCountPerTarget AppStreamAverageCapacityUtilization CassandraReadCapacityUtilization
        CassandraWriteCapacityUtilization ComprehendInferenceUtilization DynamoDBReadCapacityUtilization
        DynamoDBWriteCapacityUtilization ECSServiceAverageCPUUtilization
        ECSServiceAverageCPUUtilizationHighResolution ECSServiceAverageMemoryUtilization
        ECSServiceAverageMemoryUtilizationHighResolution
        ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage
        ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage ElastiCacheDatabaseMemoryUsagePercentage
        ElastiCacheEngineCPUUtilization ElastiCachePrimaryEngineCPUUtilization
        ElastiCacheReplicaEngineCPUUtilization KafkaBrokerStorageUtilization
        LambdaProvisionedConcurrencyUtilization NeptuneReaderAverageCPUUtilization
        RDSReaderAverageCPUUtilization RDSReaderAverageDatabaseConnections
        SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution
        SageMakerInferenceComponentInvocationsPerCopy
        SageMakerVariantConcurrentRequestsPerModelHighResolution SageMakerVariantInvocationsPerInstance
        SageMakerVariantProvisionedConcurrencyUtilization WorkSpacesAverageUserSessionsCapacityUtilization
      `,
    },
    conflicts: [
      "target_tracking_scaling_policy_configuration.customized_metric_specification target_tracking_scaling_policy_configuration.predefined_metric_specification",
    ],
    lengths: { name: [1, 255] },
    references: { resource_id: { to: "aws_appautoscaling_target", by: "resource_id" } },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:autoscaling:{region}:{account}:scalingPolicy:{uuid}:resource/{service_namespace}/{resource_id}:policyName/{name}",
      alarm_arns: [],
    },
  },
  aws_ecr_repository: {
    filled: "encryption_configuration.kms_key",
    replaces: "name encryption_configuration",
    defaults: { image_tag_mutability: "MUTABLE", "encryption_configuration.encryption_type": "AES256" },
    values: {
      image_tag_mutability: "MUTABLE IMMUTABLE MUTABLE_WITH_EXCLUSION IMMUTABLE_WITH_EXCLUSION",
      "encryption_configuration.encryption_type": "AES256 KMS KMS_DSSE",
    },
    uniqueName: "name",
    lengths: { name: [2, 256] },
    patterns: {
      name: [/^[a-z0-9]+([._/-][a-z0-9]+)*$/, "may contain lower-case letters and digits, separated by ._-/"],
    },
    references: { "encryption_configuration.kms_key": KMS_KEY },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:ecr:{region}:{account}:repository/{name}",
      registry_id: "{account}",
      repository_url: "{account}.dkr.ecr.{region}.amazonaws.com/{name}",
      "encryption_configuration.kms_key": (repository) =>
        `arn:${repository.partition}:kms:${repository.region}:${repository.account}:alias/aws/ecr`,
    },
  },
  aws_ecr_lifecycle_policy: {
    replaces: "repository policy",
    formats: { json: "policy" },
    references: { repository: { to: "aws_ecr_repository", by: "name" } },
    answers: { id: "{repository}", registry_id: "{account}" },
  },
  aws_ecr_replication_configuration: {
    values: { "replication_configuration.rule.repository_filter.filter_type": "PREFIX_MATCH" },
    answers: { id: "{account}", registry_id: "{account}" },
  },
};
