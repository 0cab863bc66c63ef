import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { encoded, servesIn, smallSites } from "../sites";

describe.each(smallSites("streamflix"))("the service of the $site site", ({ site, region, end, stack }) => {
  const service = argumentsOf(stack, "aws_ecs_service");
  const task = argumentsOf(stack, "aws_ecs_task_definition");
  const [container] = encoded(task.container_definitions) as [Block];
  const variable = (name: string) =>
    (container.environment as { name: string; value: unknown }[]).find((found) => found.name === name)?.value;

  test("runs in a cluster with Container Insights", () => {
    const cluster = blockOf(stack, "aws_ecs_cluster");
    expect(cluster.block).toMatchObject({
      name: `streamflix-cluster${end}`,
      setting: [{ name: "containerInsights", value: "enhanced" }],
    });
    expect(service).toMatchObject({
      name: `streamflix-service${end}`,
      cluster: reference(cluster, "arn"),
      launch_type: "FARGATE",
    });
  });

  test("runs tasks of half a CPU and 1 GB, which may write nowhere but to the media", () => {
    expect(task).toMatchObject({ family: `streamflix-service${end}`, cpu: "512", memory: "1024" });
    expect(task).toMatchObject({ requires_compatibilities: ["FARGATE"], network_mode: "awsvpc" });
    expect(container).toMatchObject({ user: "1000:1000", readonlyRootFilesystem: true });
  });

  test("runs the image of its own region's registry, by digest", () => {
    expect(container.image).toMatch(
      new RegExp(`^111122223333\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com/streamflix-service-dev@sha256:`),
    );
  });

  test("mounts the files over TLS, as a role that it may be refused", () => {
    const accessPoint = reference(blockOf(stack, "aws_efs_access_point"), "id");
    expect(task.volume).toEqual([
      {
        name: "media",
        efs_volume_configuration: {
          file_system_id: argumentsOf(stack, "aws_efs_access_point").file_system_id,
          transit_encryption: "ENABLED",
          authorization_config: { access_point_id: accessPoint, iam: "ENABLED" },
        },
      },
    ]);
    expect(container.mountPoints).toEqual([
      { sourceVolume: "media", containerPath: "/files", readOnly: false },
    ]);
    // The DR site enters the whole file system: on a copy EFS can't make the directory.
    expect(variable("MEDIA_PATH")).toBe(site === "primary" ? "/files" : "/files/media");
  });

  test("asks its container whether it is healthy", () => {
    expect(container.healthCheck).toMatchObject({ command: ["CMD", "node", "/app/health.js"], retries: 3 });
  });

  test("is told where its database, its cache and its role record are", () => {
    expect(variable("DATABASE_HOST")).toBe("${aws_db_instance.database.address}");
    expect(variable("CACHE_HOST")).toBe(
      "${aws_elasticache_replication_group.cache.primary_endpoint_address}",
    );
    expect(variable("CACHE_USER")).toBe(`streamflix-cache-app${end}`);
    expect([variable("SITE"), variable("ROLE_REGION")]).toEqual([site, "us-east-1"]);
  });

  test("runs in the private subnets of both zones, without public addresses", () => {
    expect(service.network_configuration).toEqual({
      assign_public_ip: false,
      security_groups: [reference(blockOf(stack, "aws_security_group", "service_security-group"), "id")],
      subnets: ["a", "b"].map((zone) => reference(blockOf(stack, "aws_subnet", `private-${zone}_`), "id")),
    });
  });

  test("runs 2 to 10 tasks while it serves, and at least 1 while it stands by", () => {
    const count = `\${${servesIn(stack, site)} ? 2 : 1}`;
    expect(service.desired_count).toBe(count);
    expect(argumentsOf(stack, "aws_appautoscaling_target")).toMatchObject({
      min_capacity: count,
      max_capacity: 10,
      resource_id: `service/streamflix-cluster${end}/streamflix-service${end}`,
    });
  });

  test("keeps the tasks that a failover or the scaling has started", () => {
    expect((service.lifecycle as Block).ignore_changes).toEqual(["desired_count"]);
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

  test.each([
    ["aws_efs_mount_target", "_a_"],
    ["aws_efs_mount_target", "_b_"],
    ["aws_efs_file_system_policy", ""],
    ["aws_lb_listener", "https"],
    ["aws_db_instance", ""],
    ["aws_elasticache_replication_group", ""],
    ["aws_vpc_security_group_ingress_rule", "media-access"],
    ["aws_vpc_security_group_ingress_rule", "service-to-database"],
    ["aws_vpc_security_group_ingress_rule", "service-to-cache"],
    ["aws_iam_role_policy", "execution-policy"],
    ["aws_iam_role_policy", "task-policy"],
  ])("starts after %s %s", (type, part) => {
    expect(service.depends_on).toContain(blockOf(stack, type, part).address);
  });

  test("starts after its access point and its log group, by way of the task", () => {
    expect(service.task_definition).toBe(reference(blockOf(stack, "aws_ecs_task_definition"), "arn"));
    expect(task.depends_on).toEqual([blockOf(stack, "aws_cloudwatch_log_group", "service_task").address]);
    expect(JSON.stringify(task.volume)).toContain(blockOf(stack, "aws_efs_access_point").address);
  });
});

describe.each(smallSites("streamflix"))("the load balancer of the $site site", ({ end, stack }) => {
  const balancer = blockOf(stack, "aws_lb");
  const listener = (part: string) => argumentsOf(stack, "aws_lb_listener", part);
  const targets = blockOf(stack, "aws_lb_target_group");

  test("is a public application load balancer that drops what is malformed", () => {
    expect(balancer.block).toMatchObject({
      name: `streamflix-ingress${end}`,
      load_balancer_type: "application",
      internal: false,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "strictest",
    });
  });

  test("asks every task for /health, over TLS", () => {
    expect(targets.block).toMatchObject({ target_type: "ip", port: 8443, protocol: "HTTPS" });
    expect(targets.block.health_check).toMatchObject({ path: "/health", protocol: "HTTPS", matcher: "200" });
  });

  test("answers HTTPS with a certificate of the region, and TLS 1.2 at least", () => {
    expect(listener("https")).toMatchObject({
      load_balancer_arn: reference(balancer, "arn"),
      port: 443,
      protocol: "HTTPS",
      certificate_arn: reference(blockOf(stack, "aws_acm_certificate_validation"), "certificate_arn"),
      default_action: [{ type: "forward", target_group_arn: reference(targets, "arn") }],
    });
    expect(listener("https").ssl_policy).toMatch(/^ELBSecurityPolicy-TLS13-1-2-/);
    expect(blocksOf(stack, "aws_lb_listener")).toHaveLength(2);
  });

  test("sends HTTP on to HTTPS", () => {
    expect(listener("redirect")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } },
      ],
    });
  });

  test("stands behind a firewall with a rate limit and managed rules", () => {
    const firewall = blockOf(stack, "aws_wafv2_web_acl");
    expect(argumentsOf(stack, "aws_wafv2_web_acl_association")).toEqual({
      resource_arn: reference(balancer, "arn"),
      web_acl_arn: reference(firewall, "arn"),
    });
    expect((firewall.block.rule as { name: string }[]).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["rate-limit", "common", "known-bad-inputs", "sql-injection"]),
    );
  });

  test("logs who asked, into the site's bucket", () => {
    expect(balancer.block.access_logs).toMatchObject({ enabled: true });
  });
});
