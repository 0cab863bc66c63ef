import { FargateService, type FargateServiceProps } from "../../../src/constructs/service/fargate-service";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import {
  DIGEST,
  OPERATIONS_KEY,
  SECRET,
  serviceProps,
  settings,
  statementsOf,
  TARGET_GROUP,
} from "./synthesize-service";

function synthesize(
  given: Partial<FargateServiceProps> = {},
  placement: Placement = {},
): TerraformConfiguration {
  return synthesizeStack((stack) => {
    new FargateService(stack, "service", { ...serviceProps(stack, stack), ...given });
  }, placement);
}

describe("a service that stands by", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize({}, { site: "dr" });
  });

  test("runs on Fargate in private subnets, behind the load balancer", () => {
    expect(argumentsOf(configuration, "aws_ecs_service")).toEqual({
      name: "payments-service-dr-dev",
      cluster: reference(blockOf(configuration, "aws_ecs_cluster"), "arn"),
      task_definition: reference(blockOf(configuration, "aws_ecs_task_definition"), "arn"),
      desired_count: '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? 10 : 2}',
      launch_type: "FARGATE",
      platform_version: "LATEST",
      network_configuration: {
        subnets: ["private-a", "private-b"].map((key) =>
          reference(blockOf(configuration, "aws_subnet", key), "id"),
        ),
        security_groups: [reference(blockOf(configuration, "aws_security_group"), "id")],
        assign_public_ip: false,
      },
      load_balancer: [{ target_group_arn: TARGET_GROUP, container_name: "service", container_port: 8443 }],
      health_check_grace_period_seconds: 60,
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: "ENABLED",
      enable_execute_command: false,
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
      wait_for_steady_state: true,
      lifecycle: { ignore_changes: ["desired_count"] },
      depends_on: [
        blockOf(configuration, "aws_iam_role_policy", "execution-policy").address,
        "aws_lb_listener.listener",
      ],
    });
  });

  test("scales after it is made, between the numbers of its own site", () => {
    expect(argumentsOf(configuration, "aws_appautoscaling_target")).toMatchObject({
      resource_id: "service/payments-cluster-dr-dev/payments-service-dr-dev",
      min_capacity: '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? 10 : 2}',
      max_capacity: 50,
      depends_on: ["aws_ecs_service.service"],
    });
  });

  test("lets nobody in by itself, and gets out to HTTPS only", () => {
    const group = blockOf(configuration, "aws_security_group");
    expect(group.block).toEqual({
      name: "payments-service-dr-dev",
      description: "Service: from the load balancer, to what is let in one by one",
      vpc_id: "${aws_vpc.network.id}",
    });
    expect(blocksOf(configuration, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    expect(argumentsOf(configuration, "aws_vpc_security_group_egress_rule")).toMatchObject({
      security_group_id: reference(group, "id"),
      from_port: 443,
      to_port: 443,
    });
  });

  test("has no role for commands, and no log of them", () => {
    expect(blocksOf(configuration, "aws_iam_role_policy").map(({ block }) => block.name)).not.toContain(
      "service",
    );
    expect(argumentsOf(configuration, "aws_ecs_cluster")).not.toHaveProperty("configuration");
  });
});

describe("a service with everything that may be asked for", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    const dr = { minimum: { active: 4, standby: 1 }, maximum: 8 };
    const primary = { minimum: { active: 6, standby: 3 }, maximum: 20 };
    configuration = synthesize({
      settings: settings({
        executeCommand: true,
        scaling: { requestsPerTarget: 900 },
        tasks: { primary, dr },
      }),
      port: 9443,
      requestCountLabel: "app/lb/1/targetgroup/service/2",
      environment: { SITE: "primary" },
      taskStatements: [
        { sid: "ReadSecret", actions: ["secretsmanager:GetSecretValue"], resources: [SECRET] },
      ],
    });
  });

  test("takes connections on its own port, in the container and behind the load balancer", () => {
    expect(argumentsOf(configuration, "aws_ecs_service")).toMatchObject({
      load_balancer: [{ container_port: 9443 }],
    });
    const { container_definitions } = argumentsOf(configuration, "aws_ecs_task_definition");
    expect(JSON.parse(String(container_definitions))).toMatchObject([
      {
        portMappings: [{ containerPort: 9443, hostPort: 9443 }],
        environment: [{ name: "SITE", value: "primary" }],
      },
    ]);
  });

  test("has the numbers of its own site, active or not", () => {
    expect(argumentsOf(configuration, "aws_appautoscaling_target")).toMatchObject({
      min_capacity: '${(data.aws_ssm_parameter.role.insecure_value == "primary") ? 6 : 3}',
      max_capacity: 20,
    });
    expect(argumentsOf(configuration, "aws_ecs_service").desired_count).toBe(
      '${(data.aws_ssm_parameter.role.insecure_value == "primary") ? 6 : 3}',
    );
    expect(blocksOf(configuration, "aws_appautoscaling_policy").map(({ block }) => block.name)).toEqual([
      "cpu",
      "memory",
      "requests",
    ]);
  });

  test("lets operators run commands, encrypted and logged, beside what the service may do", () => {
    expect(argumentsOf(configuration, "aws_ecs_service").enable_execute_command).toBe(true);
    const log = "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/payments-cluster-dev/commands:*";
    const allow = (Action: string[], Resource: string) => ({ Effect: "Allow", Action, Resource: [Resource] });
    expect(statementsOf(argumentsOf(configuration, "aws_iam_role_policy", "task-policy").policy)).toEqual({
      ReadSecret: allow(["secretsmanager:GetSecretValue"], SECRET),
      OpenSession: allow(
        [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        "*",
      ),
      DecryptSession: allow(["kms:Decrypt"], OPERATIONS_KEY),
      FindSessionLog: allow(["logs:DescribeLogGroups"], "*"),
      LogSession: allow(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], log),
    });
  });

  test("waits for all its rights, and for the listener", () => {
    expect(argumentsOf(configuration, "aws_ecs_service").depends_on).toEqual([
      blockOf(configuration, "aws_iam_role_policy", "execution-policy").address,
      blockOf(configuration, "aws_iam_role_policy", "task-policy").address,
      "aws_lb_listener.listener",
    ]);
  });
});

test("without an image an apply waits for no task, as none can start", () => {
  const configuration = synthesizeStack((stack) => {
    const noImage = { ...settings(), imageDigest: undefined };
    new FargateService(stack, "service", { ...serviceProps(stack, stack), settings: noImage });
  });
  expect(argumentsOf(configuration, "aws_ecs_service").wait_for_steady_state).toBe(false);
});

test("tasks may take as long to become healthy as the service asks for", () => {
  const configuration = synthesizeStack((stack) => {
    new FargateService(stack, "service", { ...serviceProps(stack, stack), healthCheckGraceSeconds: 120 });
  });
  expect(argumentsOf(configuration, "aws_ecs_service").health_check_grace_period_seconds).toBe(120);
});

test("a service says what alarms, a failover and a comparison of both sites need to know", () => {
  const stack = regionalStack({ site: "dr" });
  const service = new FargateService(stack, "service", serviceProps(stack, stack));
  expect({
    cluster: service.cluster.clusterName,
    service: service.serviceName,
    family: service.task.family,
    digest: service.task.imageDigest,
    scalable: service.scaling.resourceId,
  }).toEqual({
    cluster: "payments-cluster-dr-dev",
    service: "payments-service-dr-dev",
    family: "payments-service-dr-dev",
    digest: DIGEST,
    scalable: "service/payments-cluster-dr-dev/payments-service-dr-dev",
  });
});

test("in an aliased scope all of it names the other region's provider", () => {
  const configuration = synthesizeAliased((scope, stack) => {
    const executeCommand = settings({ executeCommand: true });
    new FargateService(scope, "service", { ...serviceProps(stack, stack), settings: executeCommand });
  });
  const blocks = Object.entries(configuration.resource ?? {})
    .flatMap(([type, named]) => Object.entries(named).map(([name, block]) => ({ type, name, block })))
    .filter(({ name }) => name.startsWith("dr-region_service"));
  expect(blocks.length).toBeGreaterThan(10);
  expect(new Set(blocks.map(({ block }) => block.provider))).toEqual(new Set(["aws.dr"]));
});
