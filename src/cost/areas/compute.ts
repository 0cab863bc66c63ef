import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** Storage that comes with every Fargate task, in GB (Fargate guide; read 2026-11 in quotations). */
const INCLUDED_STORAGE_GB = 20;

/** Services, registries and clusters of ECS. */
export const computeRules: PricingRules = {
  aws_ecs_service: fargate,
  aws_ecs_cluster: containerInsights,
  aws_ecr_repository: ({ usage }) => [{ price: PRICES.registryStorage, quantity: usage.images.storedGb }],
  aws_ecr_replication_configuration: ({ usage, role }) =>
    // Releases go to the active site's registry first.
    role === "active" ? [{ price: PRICES.regionTransfer, quantity: usage.images.replicatedGb }] : [],
};

function fargate(service: Priced): Quantity[] {
  const strategies = blocksOf(service.block.capacity_provider_strategy);
  const providers = strategies.map(({ capacity_provider }) => String(capacity_provider));
  const isFargate = service.block.launch_type === "FARGATE" || providers.includes("FARGATE");
  if (!isFargate || providers.some((name) => name !== "FARGATE")) {
    throw new NotPriced("only Fargate on demand has a price");
  }
  const task = service.referred(service.block.task_definition)?.block;
  if (!task) throw new NotPriced("its task definition is not in the stack");
  const hours = taskCount(service) * HOURS_PER_MONTH;
  const [platform] = blocksOf(task.runtime_platform);
  const isArm = platform?.cpu_architecture === "ARM64";
  const [storage] = blocksOf(task.ephemeral_storage);
  const extraStorage = storage === undefined ? 0 : service.number(storage.size_in_gib) - INCLUDED_STORAGE_GB;
  return [
    {
      price: isArm ? PRICES.fargateCpuArm : PRICES.fargateCpu,
      quantity: (hours * service.number(task.cpu)) / 1024,
    },
    {
      price: isArm ? PRICES.fargateMemoryArm : PRICES.fargateMemory,
      quantity: (hours * service.number(task.memory)) / 1024,
    },
    ...(extraStorage > 0 ? [{ price: PRICES.fargateStorage, quantity: hours * extraStorage }] : []),
  ];
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
