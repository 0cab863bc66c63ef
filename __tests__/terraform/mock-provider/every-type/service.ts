import { ACCOUNT } from "./parts";

/** Resources of every type that has facts: service. */
export const service = {
  aws_ecs_cluster: { a: { name: "a", setting: [{ name: "containerInsights", value: "enabled" }] } },
  aws_ecs_cluster_capacity_providers: {
    a: { cluster_name: "${aws_ecs_cluster.a.name}", capacity_providers: ["FARGATE", "FARGATE_SPOT"] },
  },
  aws_ecs_task_definition: {
    a: {
      family: "a",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: "256",
      memory: "512",
      execution_role_arn: "${aws_iam_role.a.arn}",
      container_definitions: JSON.stringify([{ name: "a", image: "nginx" }]),
    },
  },
  aws_ecs_service: {
    a: {
      name: "a",
      cluster: "${aws_ecs_cluster.a.id}",
      task_definition: "${aws_ecs_task_definition.a.arn}",
      launch_type: "FARGATE",
      desired_count: 1,
      network_configuration: {
        subnets: ["${aws_subnet.a.id}"],
        security_groups: ["${aws_security_group.a.id}"],
      },
      load_balancer: [
        { target_group_arn: "${aws_lb_target_group.a.arn}", container_name: "a", container_port: 80 },
      ],
      lifecycle: { ignore_changes: ["desired_count"] },
    },
  },
  aws_appautoscaling_target: {
    a: {
      min_capacity: 1,
      max_capacity: 4,
      resource_id: "service/a/${aws_ecs_service.a.name}",
      scalable_dimension: "ecs:service:DesiredCount",
      service_namespace: "ecs",
    },
  },
  aws_appautoscaling_policy: {
    a: {
      name: "cpu",
      policy_type: "TargetTrackingScaling",
      resource_id: "${aws_appautoscaling_target.a.resource_id}",
      scalable_dimension: "${aws_appautoscaling_target.a.scalable_dimension}",
      service_namespace: "${aws_appautoscaling_target.a.service_namespace}",
      target_tracking_scaling_policy_configuration: {
        target_value: 60.5,
        predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
      },
    },
  },
  aws_ecr_repository: {
    a: {
      name: "apps",
      image_tag_mutability: "IMMUTABLE",
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.a.arn}" }],
    },
  },
  aws_ecr_lifecycle_policy: {
    a: {
      repository: "${aws_ecr_repository.a.name}",
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 },
            action: { type: "expire" },
          },
        ],
      }),
    },
  },
  aws_ecr_replication_configuration: {
    a: {
      replication_configuration: {
        rule: [{ destination: [{ region: "us-west-2", registry_id: ACCOUNT }] }],
      },
    },
  },
};
