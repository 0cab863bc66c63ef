import type { Block, BlocksByType } from "../../../src/terraform/configuration";
import { usageSchema } from "../../../src/cost/usage";
import { byRole, quantitiesOf, reasonsOf } from "../support";

const service = {
  name: "payments-service-dev",
  launch_type: "FARGATE",
  desired_count: 1,
  task_definition: "${aws_ecs_task_definition.service.arn}",
};
const scaling = {
  service_namespace: "ecs",
  resource_id: "service/payments-cluster-dev/payments-service-dev",
  min_capacity: byRole("primary", 10, 2),
};
const fargate = (changes: { service?: Block; task?: Block; scaling?: Block } = {}): BlocksByType => ({
  aws_ecs_service: { service: { ...service, ...changes.service } },
  aws_ecs_task_definition: { service: { cpu: "512", memory: "2048", ...changes.task } },
  aws_appautoscaling_target: { service: { ...scaling, ...changes.scaling } },
});

describe("Fargate", () => {
  it("runs the minimum of the scaling, which follows the role", () => {
    expect(quantitiesOf(fargate())).toEqual([
      ["Fargate, x86", 3650, 730],
      ["Fargate memory, x86", 14600, 2920],
    ]);
  });

  it("on ARM, with more storage and a scaling that refers to the service", () => {
    const task = {
      runtime_platform: [{ cpu_architecture: "ARM64" }],
      ephemeral_storage: { size_in_gib: 30 },
    };
    const resource_id = "service/${aws_ecs_cluster.c.name}/${aws_ecs_service.service.name}";

    expect(quantitiesOf(fargate({ task, scaling: { resource_id, min_capacity: 1 } }))).toEqual([
      ["Fargate, ARM", 365, 365],
      ["Fargate memory, ARM", 1460, 1460],
      ["Fargate storage above 20 GB", 7300, 7300],
    ]);
  });

  it("without a scaling runs what is desired, and more where the assumptions say so", () => {
    const other = { resource_id: "service/payments-cluster-dev/payments-other-dev" };
    const usage = usageSchema.parse({ tasksAboveMinimum: { active: 2 } });

    expect(quantitiesOf(fargate({ scaling: other }), "primary", usage)).toEqual([
      ["Fargate, x86", 1095, 365],
      ["Fargate memory, x86", 4380, 1460],
    ]);
  });

  it("takes a capacity provider in place of a launch type", () => {
    const strategy = {
      launch_type: undefined,
      capacity_provider_strategy: [{ capacity_provider: "FARGATE" }],
    };

    expect(quantitiesOf(fargate({ service: strategy }))).toHaveLength(2);
  });

  const halfOnSpot = {
    launch_type: undefined,
    capacity_provider_strategy: [
      { capacity_provider: "FARGATE", base: 2, weight: 1 },
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ],
  };

  it("runs every second task beyond the base on Spot, and none up to it", () => {
    expect(quantitiesOf(fargate({ service: halfOnSpot }))).toEqual([
      ["Fargate, x86", 2190, 730],
      ["Fargate memory, x86", 8760, 2920],
      ["Fargate Spot, x86", 1460, 0],
      ["Fargate Spot memory, x86", 5840, 0],
    ]);
  });

  it("on Spot with ARM, where nothing is on demand by its base", () => {
    const service = {
      ...halfOnSpot,
      capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", base: 1, weight: 1 }],
    };
    const task = { runtime_platform: [{ cpu_architecture: "ARM64" }] };

    expect(quantitiesOf(fargate({ service, task, scaling: { min_capacity: 3 } }))).toEqual([
      ["Fargate Spot, ARM", 1095, 1095],
      ["Fargate Spot memory, ARM", 4380, 4380],
    ]);
  });

  it.each<[string, Block, string]>([
    ["EC2", { launch_type: "EC2" }, "only Fargate has a price"],
    [
      "other capacity",
      { capacity_provider_strategy: [{ capacity_provider: "instances" }] },
      "only Fargate has a price",
    ],
    ["a task from elsewhere", { task_definition: "payments:1" }, "its task definition is not in the stack"],
  ])("has no price for %s", (_what, change, reason) => {
    expect(reasonsOf(fargate({ service: change }))).toEqual([reason]);
  });
});

describe("the rest of ECS", () => {
  const cluster = (value: string): BlocksByType => ({
    aws_ecs_cluster: { it: { setting: [{ name: "containerInsights", value }] } },
  });

  it.each([
    ["enabled", [["Custom metrics", 30, 30]]],
    // 30 of the cluster, 20 of each of 10 tasks, or of 2.
    ["enhanced", [["Container Insights, enhanced", 230, 70]]],
    ["disabled", []],
  ])("prices Container Insights: %s", (value, expected) => {
    const quantities = quantitiesOf({ ...fargate(), ...cluster(value) });

    expect(quantities.filter(([item]) => !item.startsWith("Fargate"))).toEqual(expected);
  });

  it("prices images, and sends them from the active site", () => {
    const registry = { aws_ecr_repository: { it: {} }, aws_ecr_replication_configuration: { it: {} } };

    expect(quantitiesOf(registry)).toEqual([
      ["Images stored", 5, 5],
      ["Transfer between Virginia and Ohio", 2, 0],
    ]);
    expect(quantitiesOf(registry, "dr")).toContainEqual(["Transfer between Virginia and Ohio", 0, 2]);
  });
});
