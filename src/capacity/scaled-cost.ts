import { changeStacks } from "../cost/change-stacks";
import type { SystemStacks } from "../cost/estimate";
import { numberOf } from "../cost/expression";
import { HOURS_PER_MONTH } from "../cost/prices";
import type { SystemCost } from "../cost/report";
import { blocksOf } from "../cost/rule";
import { systemCost } from "../cost/system-cost";
import type { Usage } from "../cost/usage";
import type { Block } from "../terraform/configuration";
import { demandOf } from "./demand";
import type { Load } from "./load";
import { nodeBytes, partsOf } from "./parts";
import { NODE_GIB, QUOTAS } from "./quotas";
import type { Sizes } from "./sizes";

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;
const MILLION = 1e6;
const GB = 1e9;
/** A capacity unit of a load balancer takes so many bytes an hour (its price page; from memory). */
const LOAD_BALANCER_UNIT_BYTES = GB;
/** Blocks that a transaction writes; what is read is taken to be in memory. */
const IO_PER_WRITE = 4;
/** What replication sends for a transaction. */
const BYTES_PER_WRITE = 1_000;
/** At this size a sample is enough. */
const TRACED_SHARE = 0.001;
/** Log groups that grow with the requests, as the assumptions on costs tell them apart. */
const LOGS_OF_REQUESTS = ["/vpc/", "/ecs/", "api-gateway", "waf"];

/**
 * What a system costs in a month with so many users at its peak, at prices of the first tier, as far as its parts can grow: the
 * database stops at one writer of the largest size, and its readers are counted to be as large. The DR site stays as small as it is.
 */
export function scaledCost(
  stacks: SystemStacks,
  usage: Usage,
  { users, load, sizes }: { readonly users: number; readonly load: Load; readonly sizes: Sizes },
): SystemCost {
  const demand = demandOf(users, load);
  const pieces = new Map(partsOf(sizes, load).map((part) => [part.name, Math.ceil(part.pieces(demand))]));
  const needed = (name: string) => pieces.get(name) ?? 0;
  const shards = Math.max(needed("Stream, records"), needed("Stream, bytes"), sizes.streamShards);
  const tasks = needed("Service") * load.averageOfPeak;
  const units = Math.min(needed("Database, writer"), QUOTAS.capacityUnits.value) * load.averageOfPeak;
  const cacheNode = nodeFor(Math.max(demand.sessionBytes, nodeBytes(sizes.cacheNode)));
  const grown = [
    [
      "aws_appautoscaling_target",
      (block: Block) =>
        block.service_namespace === "ecs"
          ? { ...block, min_capacity: Math.max(tasks, numberOf(block.min_capacity, "primary")) }
          : block,
    ],
    ["aws_kinesis_stream", (block: Block) => ({ ...block, shard_count: shards })],
    ["aws_elasticache_replication_group", (block: Block) => ({ ...block, node_type: cacheNode })],
    [
      "aws_rds_cluster",
      (block: Block) => ({
        ...block,
        serverlessv2_scaling_configuration: blocksOf(block.serverlessv2_scaling_configuration).map(
          (given) => ({
            ...given,
            max_capacity: QUOTAS.capacityUnits.value,
          }),
        ),
      }),
    ],
  ] as const;
  const inPrimary = grown.reduce<SystemStacks>(
    (all, [type, change]) => changeStacks(all, type, change),
    stacks,
  );
  const configurations = { primary: inPrimary.configurations.primary, dr: stacks.configurations.dr };
  return systemCost({ ...stacks, configurations }, usageOf(usage, users, load, units - sizes.units.least));
}

/** The smallest node that holds so much, or the largest one. */
function nodeFor(bytes: number): string | undefined {
  const types = Object.keys(NODE_GIB);
  return types.find((type) => nodeBytes(type) >= bytes) ?? types[types.length - 1];
}

/** What a month brings with so many users at its peak. */
export function usageOf(usage: Usage, users: number, load: Load, unitsAboveMinimum: number): Usage {
  const { requests, batches, records, databaseWrites, fileBytes, answerBytes } = demandOf(users, load);
  const aMonth = (perSecond: number) => perSecond * load.averageOfPeak * SECONDS_PER_MONTH;
  const active = <T extends { readonly standby: number }>(given: T, value: number) => ({
    ...given,
    active: value,
  });
  const more = aMonth(requests + batches) / MILLION / usage.requestsMillions.active;
  const logs = Object.entries(usage.logsGb).map(([name, given]) => [
    name,
    LOGS_OF_REQUESTS.includes(name) ? active(given, given.active * more) : given,
  ]);
  const moreEvents = aMonth(records) / MILLION / usage.eventsMillions.active;
  const { events } = usage.buckets;
  return {
    ...usage,
    requestsMillions: active(usage.requestsMillions, aMonth(requests + batches) / MILLION),
    internetGb: active(usage.internetGb, aMonth(answerBytes) / GB),
    loadBalancerUnits: active(
      usage.loadBalancerUnits,
      (answerBytes * load.averageOfPeak * 3600) / LOAD_BALANCER_UNIT_BYTES,
    ),
    eventsMillions: active(usage.eventsMillions, aMonth(records) / MILLION),
    logsGb: Object.fromEntries(logs) as Usage["logsGb"],
    tracedShare: TRACED_SHARE,
    buckets: {
      ...usage.buckets,
      ...(events && {
        events: {
          ...events,
          storedGb: {
            active: events.storedGb.active * moreEvents,
            standby: events.storedGb.standby * moreEvents,
          },
        },
      }),
    },
    fileSystem: { ...usage.fileSystem, readGb: active(usage.fileSystem.readGb, aMonth(fileBytes) / GB) },
    database: {
      ...usage.database,
      ioMillions: active(usage.database.ioMillions, (IO_PER_WRITE * aMonth(databaseWrites)) / MILLION),
      replicatedWritesMillions: aMonth(databaseWrites) / MILLION,
      replicationGb: (BYTES_PER_WRITE * aMonth(databaseWrites)) / GB,
      capacityUnitsAboveMinimum: active(
        usage.database.capacityUnitsAboveMinimum,
        Math.max(usage.database.capacityUnitsAboveMinimum.active, unitsAboveMinimum),
      ),
    },
  };
}
