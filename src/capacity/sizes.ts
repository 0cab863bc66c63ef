import { numberOf } from "../cost/expression";
import { blocksOf } from "../cost/rule";
import type { Block, TerraformConfiguration } from "../terraform/configuration";

/** How large a site's parts are, or may become by themselves. */
export interface Sizes {
  /** Requests a second that the API lets through to each method. */
  readonly throttle: number;
  readonly tasks: number;
  readonly taskCpus: number;
  /** Share of its processor at which the service scales. */
  readonly cpuTarget: number;
  /** Concurrency that is set aside for who reads the role; undefined where tasks read it themselves. */
  readonly relayConcurrency: number | undefined;
  readonly units: { readonly least: number; readonly most: number };
  /** Readers of the database, with those that scaling may add. */
  readonly readers: number;
  readonly cacheNode: string;
  readonly streamShards: number;
}

/**
 * The sizes of a stack's own site while it is the active one, as they are synthesized.
 *
 * @throws Error naming the resource that is not there.
 */
export function sizesOf(configuration: TerraformConfiguration): Sizes {
  const all = (type: string): [string, Block][] =>
    Object.entries(configuration.resource?.[type] ?? {}).filter(([, { provider }]) => provider === undefined);
  const one = (type: string, is: (block: Block) => boolean = () => true): Block => {
    const found = all(type).find(([, block]) => is(block));
    if (!found) throw new Error(`no ${type} as the capacity model knows it`);
    return found[1];
  };
  const number = (value: unknown) => numberOf(value, "primary");
  const [throttling] = blocksOf(one("aws_api_gateway_method_settings").settings);
  const scales = (namespace: string) => (block: Block) => block.service_namespace === namespace;
  const cpu = one("aws_appautoscaling_policy", (block) =>
    JSON.stringify(block).includes("ECSServiceAverageCPUUtilization"),
  );
  const [tracking] = blocksOf(cpu.target_tracking_scaling_policy_configuration);
  const [capacity] = blocksOf(one("aws_rds_cluster").serverlessv2_scaling_configuration);
  const cache = one("aws_elasticache_replication_group");
  const relay = all("aws_lambda_function").find(([, { function_name: name }]) =>
    String(name).includes("read-role"),
  );
  const ownReaders = all("aws_rds_cluster_instance").length - 1;
  const scaledReaders = all("aws_appautoscaling_target").find(([, block]) => scales("rds")(block));
  return {
    throttle: number(throttling?.throttling_rate_limit),
    tasks: number(one("aws_appautoscaling_target", scales("ecs")).max_capacity),
    taskCpus: number(one("aws_ecs_task_definition").cpu) / 1024,
    cpuTarget: number(tracking?.target_value) / 100,
    relayConcurrency: relay && number(relay[1].reserved_concurrent_executions),
    units: { least: number(capacity?.min_capacity), most: number(capacity?.max_capacity) },
    readers: Math.max(ownReaders, scaledReaders ? number(scaledReaders[1].max_capacity) : 0),
    cacheNode: String(cache.node_type),
    streamShards: number(one("aws_kinesis_stream").shard_count),
  };
}
