import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { encoded, servesIn, smallSites } from "../sites";

describe.each(smallSites("globalstream"))("the service of the $site site", ({ site, region, end, stack }) => {
  const service = argumentsOf(stack, "aws_ecs_service");
  const task = argumentsOf(stack, "aws_ecs_task_definition");
  const [container] = encoded(task.container_definitions) as [Block];
  const variable = (name: string) =>
    (container.environment as { name: string; value: unknown }[]).find((found) => found.name === name)?.value;

  test("runs in a cluster with Container Insights", () => {
    expect(argumentsOf(stack, "aws_ecs_cluster")).toMatchObject({
      name: `globalstream-cluster${end}`,
      setting: [{ name: "containerInsights", value: "enhanced" }],
    });
  });

  test("runs tasks of one CPU and 2 GB, which may write nowhere but to the content", () => {
    expect(task).toMatchObject({ family: `globalstream-service${end}`, cpu: "1024", memory: "2048" });
    expect(container).toMatchObject({ user: "1000:1000", readonlyRootFilesystem: true });
    expect(container.mountPoints).toEqual([
      { sourceVolume: "content", containerPath: "/files", readOnly: false },
    ]);
  });

  test("runs the image of its own region's registry", () => {
    expect(String(container.image).split("@")[0]).toBe(
      `111122223333.dkr.ecr.${region}.amazonaws.com/globalstream-service-dev`,
    );
  });

  test("is told where its database, its cache, its files and its role record are", () => {
    expect(variable("DATABASE_HOST")).toBe(reference(blockOf(stack, "aws_rds_cluster"), "endpoint"));
    expect(variable("DATABASE_READER_HOST")).toBe(
      reference(blockOf(stack, "aws_rds_cluster"), "reader_endpoint"),
    );
    expect(variable("CACHE_HOST")).toBe(
      "${aws_elasticache_replication_group.cache.configuration_endpoint_address}",
    );
    expect(variable("CACHE_GROUP")).toBe(`globalstream-redis${end}`);
    expect(variable("MEDIA_PATH")).toBe(site === "primary" ? "/files" : "/files/media");
    expect([variable("SITE"), variable("ROLE_REGION")]).toEqual([site, "us-west-2"]);
  });

  test("runs 2 to 10 tasks while it serves, and at least 1 while it stands by", () => {
    const count = `\${${servesIn(stack, site)} ? 2 : 1}`;
    expect(service.desired_count).toBe(count);
    expect(argumentsOf(stack, "aws_appautoscaling_target")).toMatchObject({
      min_capacity: count,
      max_capacity: 10,
    });
  });

  test.each([
    ["CPU", 70],
    ["Memory", 80],
  ])("scales on its %s at %i percent", (metric, target) => {
    const policy = argumentsOf(stack, "aws_appautoscaling_policy", `scaling_${metric.toLowerCase()}`);
    expect(policy.target_tracking_scaling_policy_configuration).toMatchObject({
      predefined_metric_specification: { predefined_metric_type: `ECSServiceAverage${metric}Utilization` },
      target_value: target,
    });
  });

  test("gives new tasks two minutes before health checks count, and goes back if they fail", () => {
    expect(service).toMatchObject({
      health_check_grace_period_seconds: 120,
      deployment_circuit_breaker: { enable: true, rollback: true },
    });
  });

  test("has exactly its own security group", () => {
    const group = blockOf(stack, "aws_security_group", "service_security-group");
    expect(service.network_configuration).toMatchObject({ security_groups: [reference(group, "id")] });
  });

  // GS-ECS-09: the mount targets are there, and so are their names: the database takes longer than the names do.
  test.each([
    ["aws_efs_mount_target", "_a_"],
    ["aws_efs_mount_target", "_b_"],
    ["aws_efs_file_system_policy", ""],
    ["aws_lb_listener", ""],
    ["aws_rds_cluster_instance", "instance-a"],
    ["aws_rds_cluster_instance", "instance-b"],
    ["aws_elasticache_replication_group", ""],
    ["aws_vpc_security_group_ingress_rule", "content-access"],
    ["aws_vpc_security_group_ingress_rule", "service-to-database"],
    ["aws_vpc_security_group_ingress_rule", "service-to-cache"],
    ["aws_iam_role_policy", "execution-policy"],
    ["aws_iam_role_policy", "task-policy"],
  ])("starts after %s %s", (type, part) => {
    expect(service.depends_on).toContain(blockOf(stack, type, part).address);
  });

  test("is reached over TLS, and asked for its health", () => {
    const targets = blockOf(stack, "aws_lb_target_group");
    expect(targets.block).toMatchObject({ target_type: "ip", port: 8443, protocol: "HTTPS" });
    expect(targets.block.health_check).toMatchObject({ path: "/health", protocol: "HTTPS", matcher: "200" });
    expect(blocksOf(stack, "aws_lb_listener").map(({ block }) => [block.port, block.protocol])).toEqual([
      [443, "HTTPS"],
    ]);
    expect(argumentsOf(stack, "aws_lb_listener").default_action).toEqual([
      { type: "forward", target_group_arn: reference(targets, "arn") },
    ]);
  });
});
