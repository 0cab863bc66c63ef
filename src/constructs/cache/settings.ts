import { z } from "zod";
import { joinsGlobalDatastore, nodeTypeProblem } from "./node-type";

/** A group has one node that writes and at most 5 replicas; an alarm over hits and misses takes 10 metrics, so 5 nodes. */
const MOST_NODES = 5;

/** A cache with one node has nothing to fail over to; with more, Multi-AZ and automatic failover are on. */
export const MULTI_AZ_NODES = 2;

const nodes = z.int().min(1).max(MOST_NODES);

/** What a full cache throws away. */
const EVICTION_POLICIES = [
  "allkeys-lfu",
  "allkeys-lru",
  "noeviction",
  "volatile-lfu",
  "volatile-lru",
  "volatile-ttl",
] as const;

/** The zod schema of what an environment may say of a system's cache. */
export const cacheSettings = z
  .strictObject({
    engineVersion: z
      .string()
      .regex(/^7\.[01]$/, {
        error: "must be 7.0 or 7.1: users sign in by IAM, which older versions do not know",
      })
      .default("7.1")
      .meta({ description: "Version of Redis OSS." }),
    nodeType: z
      .string()
      .superRefine((given, context) => {
        const message = nodeTypeProblem(given);
        if (message) context.addIssue({ code: "custom", message });
      })
      .default("cache.t3.micro")
      .meta({ description: "Size of every node, in both sites." }),
    nodes: z
      .strictObject({ primary: nodes.default(2), dr: nodes.default(2) })
      .prefault({})
      .meta({
        description:
          "Nodes in each site: one writes, the others follow in other zones. With 1 there is no Multi-AZ; protected environments need 2.",
      }),
    evictionPolicy: z.enum(EVICTION_POLICIES).default("volatile-lru").meta({
      description:
        "What a full cache throws away. By default keys with an expiry that were not used for longest.",
    }),
    snapshotRetentionDays: z.int().min(1).max(35).default(5).meta({
      description: "How many daily snapshots are kept.",
    }),
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

/** What an environment says of a system's cache, with every default. */
export type CacheSettings = z.infer<typeof cacheSettings>;
