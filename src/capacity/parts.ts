import { demandOf, type Demand } from "./demand";
import type { Load } from "./load";
import { CACHE_MEMORY_SHARE, connectionsOf, NODE_GIB, QUOTAS, SHARD, type Quota } from "./quotas";
import type { Sizes } from "./sizes";

/** Connections that a task keeps to the database (`CONNECTIONS` of the service's pool). */
const POOL = 10;
/** A task asks who serves every two seconds, and waits so long for the answer. */
const ROLE_QUESTION = { everySeconds: 2, seconds: 0.04 } as const;
const GIB = 1024 ** 3;

/** One part that carries load, in pieces of which there are so many. */
export interface Part {
  readonly name: string;
  readonly piece: string;
  /** How many pieces a demand takes; not a whole number. */
  pieces(demand: Demand): number;
  /** How many there are, or may become by themselves, as the environment says. */
  readonly configured: number;
  /** What AWS allows. */
  readonly quota: Quota;
  /** How to have more of them. */
  readonly more: string;
}

/** The parts that the load of users goes through, in its order. */
export function partsOf(sizes: Sizes, load: Load): Part[] {
  const perTask = sizes.taskCpus * load.requestsPerCpu * sizes.cpuTarget;
  const tasks = ({ requests }: Demand) => requests / perTask;
  const moreCache = "`cache.nodeType`; there is one shard, so one node that writes";
  const streamSetting = "`events.capacity`, or on demand: 200 MB/s in Frankfurt, more on request";
  return [
    {
      name: "API, requests to the service",
      piece: "requests/s",
      pieces: ({ requests }) => requests,
      configured: sizes.throttle,
      quota: QUOTAS.apiRequests,
      more: "`api.throttling`",
    },
    {
      name: "API, batches of events",
      piece: "requests/s",
      pieces: ({ batches }) => batches,
      configured: sizes.throttle,
      quota: QUOTAS.apiRequests,
      more: "`api.throttling`, or more events in a batch",
    },
    {
      name: "API, the account's requests",
      piece: "requests/s",
      pieces: ({ requests, batches }) => requests + batches,
      configured: QUOTAS.apiRequests.value,
      quota: QUOTAS.apiRequests,
      more: "the quota; far above it a load balancer in the place of the API",
    },
    {
      name: "Load balancer",
      piece: "targets",
      pieces: tasks,
      configured: QUOTAS.targets.value,
      quota: QUOTAS.targets,
      more: "larger tasks, then the quota; it grows by itself",
    },
    {
      name: "Service",
      piece: "tasks",
      pieces: tasks,
      configured: sizes.tasks,
      quota: QUOTAS.tasks,
      more: "`service.tasks`, `service.cpu`; the account's quota of Fargate vCPUs, which starts low",
    },
    ...(sizes.relayConcurrency === undefined
      ? []
      : [
          {
            name: "Role relay",
            piece: "concurrent calls",
            pieces: (demand: Demand) => (tasks(demand) * ROLE_QUESTION.seconds) / ROLE_QUESTION.everySeconds,
            configured: sizes.relayConcurrency,
            quota: QUOTAS.concurrency,
            more: "by itself with `service.tasks`",
          },
        ]),
    {
      name: "Database, writer",
      piece: "capacity units",
      pieces: ({ databaseWrites, writerReads }) =>
        databaseWrites / load.writesPerUnit + writerReads / load.readsPerUnit,
      configured: sizes.units.most,
      quota: QUOTAS.capacityUnits,
      more: "`database.capacity`; there is one writer, and no larger one",
    },
    {
      name: "Database, readers",
      piece: "capacity units of all",
      pieces: ({ readerReads }) => readerReads / load.readsPerUnit,
      configured: sizes.readers * sizes.units.most,
      quota: { ...QUOTAS.readers, value: QUOTAS.readers.value * QUOTAS.capacityUnits.value },
      more: "`readerScaling.maximum`, and `database.capacity` for larger ones",
    },
    {
      name: "Database, connections to the writer",
      piece: "connections",
      pieces: (demand) => tasks(demand) * POOL,
      configured: connectionsOf(sizes.units),
      quota: QUOTAS.connections,
      more: "1 unit at least and 32 at most; larger tasks with the same pool; a pooler",
    },
    {
      name: "Cache, operations",
      piece: "such nodes that write",
      pieces: ({ cacheOperations }) => cacheOperations / load.cacheOperations,
      configured: 1,
      quota: QUOTAS.cacheOperations,
      more: moreCache,
    },
    {
      name: "Cache, memory",
      piece: "such nodes that write",
      pieces: ({ sessionBytes }) => sessionBytes / nodeBytes(sizes.cacheNode),
      configured: 1,
      quota: { ...QUOTAS.cacheGib, value: Math.floor(QUOTAS.cacheGib.value / nodeGib(sizes.cacheNode)) },
      more: moreCache,
    },
    {
      name: "Stream, records",
      piece: "shards",
      pieces: ({ records }) => records / SHARD.records,
      configured: sizes.streamShards,
      quota: QUOTAS.shards,
      more: streamSetting,
    },
    {
      name: "Stream, bytes",
      piece: "shards",
      pieces: ({ recordBytes }) => recordBytes / SHARD.bytes,
      configured: sizes.streamShards,
      quota: QUOTAS.shards,
      more: streamSetting,
    },
    {
      name: "Files",
      piece: "GiB/s",
      pieces: ({ fileBytes }) => fileBytes / GIB,
      configured: QUOTAS.fileReads.value,
      quota: QUOTAS.fileReads,
      more: "a content delivery network before it",
    },
  ];
}

/** How many users a part serves at most, as it is configured. */
export function usersOf({ pieces, configured }: Part, load: Load): number {
  return configured / pieces(demandOf(1, load));
}

/** What a node can hold. */
export function nodeBytes(nodeType: string): number {
  return nodeGib(nodeType) * GIB * CACHE_MEMORY_SHARE;
}

function nodeGib(nodeType: string): number {
  const gib = NODE_GIB[nodeType];
  if (gib === undefined)
    throw new Error(`add the memory of ${nodeType} to NODE_GIB in src/capacity/quotas.ts`);
  return gib;
}
