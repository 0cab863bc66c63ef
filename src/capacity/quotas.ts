/** A figure of AWS, with who says so. */
export interface Quota {
  readonly value: number;
  /** Whether AWS raises it on request. */
  readonly canBeRaised: boolean;
  readonly source: string;
}

const raised = (value: number, source: string): Quota => ({ value, canBeRaised: true, source });
const fixed = (value: number, source: string): Quota => ({ value, canBeRaised: false, source });

/** What AWS allows an account in a region, or one resource, by default. All read 2026-11. */
export const QUOTAS = {
  apiRequests: raised(10_000, "API Gateway quotas: requests a second of an account in a region"),
  concurrency: raised(1_000, "Lambda quotas: concurrent executions of an account in a region"),
  tasks: raised(5_000, "ECS service quotas: tasks of a service"),
  targets: raised(1_000, "from memory: targets of an Application Load Balancer"),
  capacityUnits: fixed(256, "Aurora User Guide: the most of Serverless v2"),
  readers: fixed(15, "Aurora User Guide: replicas of a cluster"),
  connections: fixed(
    5_000,
    "AWS re:Post, max_connections of Serverless v2: from 1 unit at least and 32 at most",
  ),
  cacheOperations: fixed(
    10,
    "from memory: what the largest node answers with its I/O threads, in small ones",
  ),
  cacheGib: fixed(419.09, "from memory: GiB of cache.r7g.16xlarge"),
  shards: raised(
    1_000,
    "Kinesis quotas: 1,000 or 6,000 shards of an account in Frankfurt, 20,000 in Ireland",
  ),
  fileReads: raised(60, "EFS quotas: GiB/s read with elastic throughput in Frankfurt and Ireland"),
} as const satisfies Readonly<Record<string, Quota>>;

/** What a shard takes each second (Kinesis API `CreateStream`). */
export const SHARD = { records: 1_000, bytes: 1_048_576 } as const;

/** GiB of a node, ascending (ElastiCache User Guide, maxmemory by node type; from memory). */
export const NODE_GIB: Readonly<Record<string, number>> = {
  "cache.t4g.micro": 0.5,
  "cache.t4g.small": 1.37,
  "cache.t4g.medium": 3.09,
  "cache.r7g.large": 13.07,
  "cache.r7g.xlarge": 26.32,
  "cache.r7g.2xlarge": 52.82,
};

/** What ElastiCache sets aside for copies and fail-over (`reserved-memory-percent`, 25 by default). */
export const CACHE_MEMORY_SHARE = 0.75;

/** Up to half a unit at least, PostgreSQL takes so many connections at most (the same re:Post article). */
const CONNECTIONS_OF_A_SMALL_MINIMUM = 2_000;
/** With 16 units at most. */
const CONNECTIONS_OF_16_UNITS = 3_360;

/** The connections that an instance of Serverless v2 takes by default. */
export function connectionsOf(units: { readonly least: number; readonly most: number }): number {
  const bySize = Math.min(QUOTAS.connections.value, (CONNECTIONS_OF_16_UNITS * units.most) / 16);
  return Math.floor(units.least <= 0.5 ? Math.min(bySize, CONNECTIONS_OF_A_SMALL_MINIMUM) : bySize);
}
