import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { encoded, REGIONS, servesIn, smallSites } from "../sites";

/** How large the tasks are, what they mount, what they are told, and what they must not start before. */
const SERVICES = {
  streamflix: {
    size: { cpu: "512", memory: "1024" },
    volume: "media",
    database: /^\$\{aws_db_instance\.database\.address\}$/,
    cache: { host: "primary_endpoint_address", name: "cache" },
    graceSeconds: 60,
    after: [["aws_db_instance", ""]],
    listener: "https",
  },
  globalstream: {
    size: { cpu: "1024", memory: "2048" },
    volume: "content",
    database: /^\$\{aws_rds_cluster\.database\S*\.endpoint\}$/,
    cache: { host: "configuration_endpoint_address", name: "redis" },
    graceSeconds: 120,
    after: [
      ["aws_rds_cluster_instance", "instance-a"],
      ["aws_rds_cluster_instance", "instance-b"],
    ],
    listener: "",
  },
  mediadb: {
    size: { cpu: "512", memory: "1024" },
    volume: "media",
    database: /^\$\{aws_rds_cluster\.database\S*\.endpoint\}$/,
    cache: { host: "primary_endpoint_address", name: "cache" },
    graceSeconds: 60,
    after: [
      ["aws_rds_cluster_instance", "instance-a"],
      ["aws_rds_cluster_instance", "instance-b"],
      ["aws_ecs_cluster_capacity_providers", ""],
    ],
    listener: "",
  },
} as const;

/** What a task of any of these systems needs, of its own stack (GS-ECS-09). */
const AFTER = [
  ["aws_efs_mount_target", "_a_"],
  ["aws_efs_mount_target", "_b_"],
  ["aws_efs_file_system_policy", ""],
  ["aws_elasticache_replication_group", ""],
  ["aws_vpc_security_group_ingress_rule", "-access"],
  ["aws_vpc_security_group_ingress_rule", "service-to-database"],
  ["aws_vpc_security_group_ingress_rule", "service-to-cache"],
  ["aws_iam_role_policy", "execution-policy"],
  ["aws_iam_role_policy", "task-policy"],
] as const;

describe.each(smallSites("streamflix", "globalstream", "mediadb"))(
  "the service of the $site site of $system",
  ({ system, site, region, end, stack }) => {
    const expected = SERVICES[system];
    const service = argumentsOf(stack, "aws_ecs_service");
    const task = argumentsOf(stack, "aws_ecs_task_definition");
    const [container] = encoded(task.container_definitions) as [Block];
    /** What the container is told by a name: in its definition, or in a parameter that the definition names. */
    const variable = (name: string) => {
      const environment = container.environment as { name: string; value: unknown }[];
      const parameter = blocksOf(stack, "aws_ssm_parameter").find(({ block }) =>
        String(block.name).endsWith(`/${site}/service/${name}`),
      );
      return parameter?.block.insecure_value ?? environment.find((found) => found.name === name)?.value;
    };

    test("runs on Fargate, in a cluster with Container Insights", () => {
      const cluster = blockOf(stack, "aws_ecs_cluster", "cluster");
      expect(cluster.block).toMatchObject({
        name: `${system}-cluster${end}`,
        setting: [{ name: "containerInsights", value: "enhanced" }],
      });
      expect(service).toMatchObject({ name: `${system}-service${end}`, cluster: reference(cluster, "arn") });
      expect(task).toMatchObject({ requires_compatibilities: ["FARGATE"], network_mode: "awsvpc" });
    });

    test("runs tasks of its size, which may write nowhere but to the files", () => {
      expect(task).toMatchObject({ family: `${system}-service${end}`, ...expected.size });
      expect(container).toMatchObject({ user: "1000:1000", readonlyRootFilesystem: true });
    });

    test("runs the image of its own region's registry, by digest", () => {
      expect(container.image).toMatch(
        new RegExp(`^111122223333\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com/${system}-service-dev@sha256:`),
      );
    });

    test("mounts the files over TLS, as a role that it may be refused", () => {
      const accessPoint = reference(blockOf(stack, "aws_efs_access_point"), "id");
      expect(task.volume).toEqual([
        {
          name: expected.volume,
          efs_volume_configuration: {
            file_system_id: argumentsOf(stack, "aws_efs_access_point").file_system_id,
            transit_encryption: "ENABLED",
            authorization_config: { access_point_id: accessPoint, iam: "ENABLED" },
          },
        },
      ]);
      expect(container.mountPoints).toEqual([
        { sourceVolume: expected.volume, containerPath: "/files", readOnly: false },
      ]);
      // The DR site enters the whole file system: on a copy EFS can't make the directory.
      expect(variable("MEDIA_PATH")).toBe(site === "primary" ? "/files" : "/files/media");
    });

    test("asks its container whether it is healthy", () => {
      expect(container.healthCheck).toMatchObject({ command: ["CMD", "node", "/app/health.js"], retries: 3 });
    });

    test("is told where its database, its cache and its role record are", () => {
      expect(variable("DATABASE_HOST")).toMatch(expected.database);
      const { host, name } = expected.cache;
      expect(variable("CACHE_HOST")).toBe(`\${aws_elasticache_replication_group.cache.${host}}`);
      expect(variable("CACHE_USER")).toBe(`${system}-${name}-app${end}`);
      expect([variable("SITE"), variable("ROLE_REGION")]).toEqual([site, REGIONS[system].dr]);
    });

    test("runs in the private subnets of both zones, without public addresses, in exactly its own group", () => {
      expect(service.network_configuration).toEqual({
        assign_public_ip: false,
        security_groups: [reference(blockOf(stack, "aws_security_group", "service_security-group"), "id")],
        subnets: ["a", "b"].map((zone) => reference(blockOf(stack, "aws_subnet", `private-${zone}_`), "id")),
      });
    });

    test("runs 2 to 10 tasks while it serves, and at least 1 while it stands by", () => {
      const count = `\${${servesIn(stack, site)} ? 2 : 1}`;
      expect(service.desired_count).toBe(count);
      expect(argumentsOf(stack, "aws_appautoscaling_target", "service_scaling")).toMatchObject({
        min_capacity: count,
        max_capacity: 10,
        resource_id: `service/${system}-cluster${end}/${system}-service${end}`,
        scalable_dimension: "ecs:service:DesiredCount",
      });
    });

    test("keeps the tasks that a failover or the scaling has started", () => {
      expect((service.lifecycle as Block).ignore_changes).toEqual(["desired_count"]);
    });

    test.each([
      ["CPU", 70],
      ["Memory", 80],
    ])("scales on its %s at %i percent", (metric, target) => {
      const policy = argumentsOf(
        stack,
        "aws_appautoscaling_policy",
        `service_scaling_${metric.toLowerCase()}`,
      );
      expect(policy.target_tracking_scaling_policy_configuration).toMatchObject({
        predefined_metric_specification: {
          predefined_metric_type: `ECSServiceAverage${metric}Utilization`,
        },
        target_value: target,
      });
    });

    test("gives new tasks time before health checks count, and goes back if they fail", () => {
      expect(service).toMatchObject({
        health_check_grace_period_seconds: expected.graceSeconds,
        deployment_circuit_breaker: { enable: true, rollback: true },
      });
    });

    test("starts after all that a task needs", () => {
      const needed = [...AFTER, ...expected.after, ["aws_lb_listener", expected.listener]] as const;
      for (const [type, part] of needed) {
        const own = part === "-access" ? `${expected.volume}-access` : part;
        expect(service.depends_on).toContain(blockOf(stack, type, own).address);
      }
      expect(service.task_definition).toBe(reference(blockOf(stack, "aws_ecs_task_definition"), "arn"));
    });

    test("is asked for its health over TLS", () => {
      const targets = argumentsOf(stack, "aws_lb_target_group");
      expect(targets).toMatchObject({ target_type: "ip", port: 8443, protocol: "HTTPS" });
      expect(targets.health_check).toMatchObject({ path: "/health", protocol: "HTTPS", matcher: "200" });
    });

    test("answers HTTPS with a certificate of the region, and TLS 1.2 at least", () => {
      const listener = argumentsOf(stack, "aws_lb_listener", expected.listener);
      expect(listener).toMatchObject({
        port: 443,
        protocol: "HTTPS",
        certificate_arn: reference(blockOf(stack, "aws_acm_certificate_validation"), "certificate_arn"),
        default_action: [
          { type: "forward", target_group_arn: reference(blockOf(stack, "aws_lb_target_group"), "arn") },
        ],
      });
      expect(listener.ssl_policy).toMatch(/^ELBSecurityPolicy-TLS13-1-2-/);
    });

    test("stands behind a load balancer that drops what is malformed, and logs who asked", () => {
      const balancer = argumentsOf(stack, "aws_lb");
      expect(balancer).toMatchObject({
        name: `${system}-ingress${end}`,
        load_balancer_type: "application",
        drop_invalid_header_fields: true,
        desync_mitigation_mode: "strictest",
      });
      expect(balancer.access_logs).toMatchObject({ enabled: true });
    });

    test("stands behind a firewall with a rate limit and managed rules", () => {
      const { rule } = argumentsOf(stack, "aws_wafv2_web_acl") as { rule: { name: string }[] };
      expect(rule.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["rate-limit", "common", "known-bad-inputs", "sql-injection"]),
      );
    });
  },
);
