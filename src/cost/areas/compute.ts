import { NotPriced } from "../expression";
import type { Block } from "../../terraform/configuration";
import type { Tariff } from "../price";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** Storage that comes with every Fargate task, in GB (Fargate guide; read 2026-11 in quotations). */
const INCLUDED_STORAGE_GB = 20;

const ONLY_FARGATE = "only Fargate has a price";

/** Services, registries and clusters of ECS. */
export const computeRules: PricingRules = {
  aws_ecs_service: fargate,
  aws_ecs_cluster: containerInsights,
  aws_ecr_repository: ({ usage }) => [{ price: PRICES.registryStorage, quantity: usage.images.storedGb }],
  aws_ecr_replication_configuration: ({ usage, role }) =>
    // Releases go to the active site's registry first.
    role === "active" ? [{ price: PRICES.regionTransfer, quantity: usage.images.replicatedGb }] : [],
};

/** CPU and memory by processor, on demand and on Spot. */
const TASK_PRICES = {
  X86_64: {
    onDemand: [PRICES.fargateCpu, PRICES.fargateMemory],
    spot: [PRICES.fargateSpotCpu, PRICES.fargateSpotMemory],
  },
  ARM64: {
    onDemand: [PRICES.fargateCpuArm, PRICES.fargateMemoryArm],
    spot: [PRICES.fargateSpotCpuArm, PRICES.fargateSpotMemoryArm],
  },
} as const;

function fargate(service: Priced): Quantity[] {
  const tasks = taskCount(service);
  const spotTasks = tasksOnSpot(service, tasks);
  const task = service.referred(service.block.task_definition)?.block;
  if (!task) throw new NotPriced("its task definition is not in the stack");
  const hours = tasks * HOURS_PER_MONTH;
  const [platform] = blocksOf(task.runtime_platform);
  const prices = TASK_PRICES[platform?.cpu_architecture === "ARM64" ? "ARM64" : "X86_64"];
  const [storage] = blocksOf(task.ephemeral_storage);
  const extraStorage = storage === undefined ? 0 : service.number(storage.size_in_gib) - INCLUDED_STORAGE_GB;
  const running = ([cpu, memory]: readonly [Tariff, Tariff], count: number): Quantity[] => [
    { price: cpu, quantity: (count * HOURS_PER_MONTH * service.number(task.cpu)) / 1024 },
    { price: memory, quantity: (count * HOURS_PER_MONTH * service.number(task.memory)) / 1024 },
  ];
  return [
    ...running(prices.onDemand, tasks - spotTasks),
    ...running(prices.spot, spotTasks),
    ...(extraStorage > 0 ? [{ price: PRICES.fargateStorage, quantity: hours * extraStorage }] : []),
  ];
}

/** How many of the tasks run on Spot: beyond the base, its weight's share of them. */
function tasksOnSpot({ block, number }: Priced, tasks: number): number {
  const strategy = blocksOf(block.capacity_provider_strategy);
  const names = strategy.map(({ capacity_provider }) => String(capacity_provider));
  if (strategy.length === 0 && block.launch_type !== "FARGATE") throw new NotPriced(ONLY_FARGATE);
  if (names.some((name) => !["FARGATE", "FARGATE_SPOT"].includes(name))) throw new NotPriced(ONLY_FARGATE);
  const sumOf = (argument: string, blocks: readonly Block[]) =>
    blocks.reduce((sum, given) => sum + number(given[argument] ?? 0), 0);
  const spot = strategy.filter((_, index) => names[index] === "FARGATE_SPOT");
  if (spot.length === 0) return 0;
  const beyond = Math.max(0, tasks - sumOf("base", strategy));
  const share = sumOf("weight", spot) / sumOf("weight", strategy);
  return Math.min(tasks, sumOf("base", spot)) + share * beyond;
}

/** How many tasks run on average: the scaling's minimum decides, where there is a scaling. */
export function taskCount({ block, address, neighbours, number, usage, role }: Priced): number {
  const scaling = neighbours("aws_appautoscaling_target").find(
    ({ block: { service_namespace, resource_id } }) =>
      service_namespace === "ecs" && belongsTo(String(resource_id), String(block.name), address),
  );
  const minimum = number(scaling ? scaling.block.min_capacity : block.desired_count);
  return minimum + usage.tasksAboveMinimum[role];
}

function belongsTo(resourceId: string, name: string, address: string): boolean {
  return resourceId.endsWith(`/${name}`) || resourceId.includes(`\${${address}.`);
}

function containerInsights(cluster: Priced): Quantity[] {
  const { block, usage, neighbours } = cluster;
  const setting = blocksOf(block.setting).find(({ name }) => name === "containerInsights")?.value;
  if (setting === "enabled") return [{ price: PRICES.customMetric, quantity: usage.clusterMetrics }];
  if (setting !== "enhanced") return [];
  const tasks = neighbours("aws_ecs_service").map((service) => taskCount({ ...cluster, ...service }));
  const ofTasks = usage.taskMetrics * tasks.reduce((sum, count) => sum + count, 0);
  return [{ price: PRICES.enhancedMetric, quantity: usage.clusterMetrics + ofTasks }];
}
