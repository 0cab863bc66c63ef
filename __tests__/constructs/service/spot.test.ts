import { ServiceTargetGroup } from "../../../src/constructs/ingress/service-target-group";
import { capacityStrategy } from "../../../src/constructs/service/capacity-strategy";
import { FargateService, type FargateServiceProps } from "../../../src/constructs/service/fargate-service";
import { spotSettings } from "../../../src/constructs/service/spot-settings";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";
import { DIGEST, serviceProps } from "./synthesize-service";

/** What Fargate Spot leaves a task between its warning and its end, in seconds (ECS Developer Guide, read 2026-11). */
const WARNING_SECONDS = 120;

function synthesize(given: Partial<FargateServiceProps>): TerraformConfiguration {
  return synthesizeStack((stack) => {
    const props = serviceProps(stack, stack);
    new FargateService(stack, "service", { ...props, ...given });
    new ServiceTargetGroup(stack, "target-group", { network: props.network, port: 8443 });
  });
}

describe("a service with tasks on Spot", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize({
      spot: spotSettings.parse({}),
      collector: { imageDigest: DIGEST, tracedPercent: 5 },
    });
  });

  test("places its first two tasks on demand, and every second one beyond them on Spot", () => {
    expect(argumentsOf(configuration, "aws_ecs_service").capacity_provider_strategy).toEqual([
      { base: 2, capacity_provider: "FARGATE", weight: 1 },
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ]);
  });

  test("names no launch type, which excludes the strategy, and changes the strategy in place", () => {
    const service = argumentsOf(configuration, "aws_ecs_service");
    expect(service).not.toHaveProperty("launch_type");
    expect(service.force_new_deployment).toBe(true);
  });

  test("stands after the cluster has both kinds of capacity", () => {
    const capacity = blockOf(configuration, "aws_ecs_cluster_capacity_providers");
    expect(capacity.block).toEqual({
      cluster_name: reference(blockOf(configuration, "aws_ecs_cluster"), "name"),
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
    });
    expect(argumentsOf(configuration, "aws_ecs_service").depends_on).toContain(capacity.address);
  });

  test("a task that is taken back has left the load balancer and stopped within the warning", () => {
    const { container_definitions } = argumentsOf(configuration, "aws_ecs_task_definition");
    const containers = JSON.parse(String(container_definitions)) as { stopTimeout: number }[];
    expect(containers).toHaveLength(2);
    const stopping = containers.reduce((sum, { stopTimeout }) => sum + stopTimeout, 0);
    const { deregistration_delay } = argumentsOf(configuration, "aws_lb_target_group");
    expect(Number(deregistration_delay) + stopping).toBeLessThan(WARNING_SECONDS);
  });
});

test("Spot is turned off without replacing the service: by a strategy of one", () => {
  expect(capacityStrategy({ enabled: false, onDemandTasks: 2 })).toEqual([
    { capacityProvider: "FARGATE", base: 2, weight: 1 },
  ]);
});

test("without the setting the service names the launch type, and the cluster nothing", () => {
  const configuration = synthesize({});
  const service = argumentsOf(configuration, "aws_ecs_service");
  expect(service.launch_type).toBe("FARGATE");
  expect(service).not.toHaveProperty("capacity_provider_strategy");
  expect(service).not.toHaveProperty("force_new_deployment");
  expect(blocksOf(configuration, "aws_ecs_cluster_capacity_providers")).toEqual([]);
});

test("at least one task is always on demand", () => {
  expect(spotSettings.safeParse({ onDemandTasks: 0 }).success).toBe(false);
  expect(spotSettings.parse({ onDemandTasks: 1 })).toEqual({ enabled: true, onDemandTasks: 1 });
});
