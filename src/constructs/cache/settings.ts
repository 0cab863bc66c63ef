import { z } from "zod";
import { joinsGlobalDatastore, nodeTypeProblem } from "./node-type";

/** A shard has one node that writes and at most 5 replicas; an alarm over hits and misses takes 10 metrics, so 5 nodes. */
const MOST_NODES = 5;

/** Nodes of one cluster without a raised quota (ElastiCache User Guide, "Working with shards", read 2026-11). */
const MOST_NODES_OF_CLUSTER = 90;

/** A shard with one node has nothing to fail over to; with more, Multi-AZ is on. */
export const MULTI_AZ_NODES = 2;

/** What a full cache throws away. */
const EVICTION_POLICIES = [
  "allkeys-lfu",
  "allkeys-lru",
  "noeviction",
  "volatile-lfu",
  "volatile-lru",
  "volatile-ttl",
] as const;

const engineVersion = z
  .string()
  .regex(/^7\.[01]$/, {
    error: "must be 7.0 or 7.1: users sign in by IAM, which older versions do not know",
  })
  .default("7.1")
  .meta({ description: "Version of Redis OSS." });

const SMALLEST_NODE_TYPE = "cache.t3.micro";

function nodeType(standard: string) {
  return z
    .string()
    .superRefine((given, context) => {
      const message = nodeTypeProblem(given);
      if (message) context.addIssue({ code: "custom", message });
    })
    .default(standard)
    .meta({ description: "Size of every node, in both sites." });
}

const evictionPolicy = z.enum(EVICTION_POLICIES).default("volatile-lru").meta({
  description:
    "What a full cache throws away. By default keys with an expiry that were not used for longest.",
});

const snapshotRetentionDays = z.int().min(1).max(35).default(5).meta({
  description: "How many daily snapshots are kept.",
});

const nodes = z.int().min(1).max(MOST_NODES).default(MULTI_AZ_NODES);

function nodesBySite(description: string) {
  return z.strictObject({ primary: nodes, dr: nodes }).prefault({}).meta({ description });
}

/** What a system's cache is, where its environment says nothing of it. */
export interface CacheDefaults {
  readonly nodeType: string;
}

/** The zod schema of what an environment may say of a cache with one shard, one in each site for itself, with the system's own defaults. */
export function regionalCacheSettingsWith(defaults: CacheDefaults) {
  return z.strictObject(oneShard(defaults)).prefault({});
}

function oneShard(defaults: CacheDefaults) {
  return {
    engineVersion,
    nodeType: nodeType(defaults.nodeType),
    nodes: nodesBySite(
      "Nodes in each site: one writes, the others follow in other zones. With 1 there is no Multi-AZ; protected environments need 2.",
    ),
    evictionPolicy,
    snapshotRetentionDays,
  };
}

/** The same, for a cache that may be replicated into the DR site. */
export function cacheSettingsWith(defaults: CacheDefaults) {
  return z
    .strictObject({
      ...oneShard(defaults),
      globalDatastore: z.boolean().default(false).meta({
        description:
          "Replicates the cache into the DR site, so that sessions survive a failover. Needs a larger node type.",
      }),
    })
    .superRefine((given, context) => {
      if (!given.globalDatastore) return;
      if (!joinsGlobalDatastore(given.nodeType)) {
        context.addIssue({
          code: "custom",
          path: ["nodeType"],
          message: `${given.nodeType} can't join a global datastore: take one of m5, m6g, m7g, r5, r6g, r7g or c7gn from large on, such as cache.m7g.large, or set globalDatastore to false`,
        });
      }
      for (const site of ["primary", "dr"] as const) {
        if (given.nodes[site] >= MULTI_AZ_NODES) continue;
        context.addIssue({
          code: "custom",
          path: ["nodes", site],
          message: `must be at least ${MULTI_AZ_NODES} in a global datastore: its members share one setting of automatic failover`,
        });
      }
    })
    .prefault({});
}

/** The same with the smallest nodes. */
export const cacheSettings = cacheSettingsWith({ nodeType: SMALLEST_NODE_TYPE });

/** What an environment says of a system's cache, with every default. */
export type CacheSettings = z.infer<typeof cacheSettings>;

/**
 * The zod schema of what an environment may say of a system's cache in cluster mode: its keys are spread over shards. One
 * shard is in cluster mode as well, so that the clients stay as they are when there are more.
 *
 * Each site has its own: a global datastore is not offered here (docs/cache.md).
 */
export const clusterCacheSettings = z
  .strictObject({
    engineVersion,
    nodeType: nodeType(SMALLEST_NODE_TYPE),
    shards: z.int().min(1).default(2).meta({
      description:
        "Shards in each site; each holds a part of the keys. More or fewer are made while the cache serves.",
    }),
    nodes: nodesBySite(
      "Nodes of each shard in each site: one writes, the others follow in other zones. With 1 there is no Multi-AZ; protected environments need 2.",
    ),
    evictionPolicy,
    snapshotRetentionDays,
  })
  .superRefine(({ shards, nodes }, context) => {
    for (const site of ["primary", "dr"] as const) {
      const total = shards * nodes[site];
      if (total <= MOST_NODES_OF_CLUSTER) continue;
      context.addIssue({
        code: "custom",
        path: ["nodes", site],
        message: `${shards} shards of ${nodes[site]} nodes are ${total} nodes, but a cluster has at most ${MOST_NODES_OF_CLUSTER}: take fewer shards of a larger node type`,
      });
    }
  })
  .prefault({});

/** What an environment says of a system's cache in cluster mode, with every default. */
export type ClusterCacheSettings = z.infer<typeof clusterCacheSettings>;
