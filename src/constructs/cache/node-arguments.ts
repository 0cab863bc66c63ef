import { MULTI_AZ_NODES } from "./settings";

/** The nodes of a cache in one site. */
export interface CacheNodes {
  /** Undefined outside of cluster mode, where there is one shard that nobody speaks of. */
  readonly shards: number | undefined;
  /** Of each shard. */
  readonly nodes: number;
}

/** How a replication group is told how many nodes it has. */
export function nodeArguments({ shards, nodes }: CacheNodes) {
  return shards === undefined
    ? { numCacheClusters: nodes }
    : { numNodeGroups: shards, replicasPerNodeGroup: nodes - 1 };
}

/** How a replication group is told what it does when a node is lost. */
export function failoverArguments({ shards, nodes }: CacheNodes) {
  const multiAzEnabled = nodes >= MULTI_AZ_NODES;
  return shards === undefined
    ? { automaticFailoverEnabled: multiAzEnabled, multiAzEnabled }
    : // Cluster mode takes no other, whatever the nodes (provider documentation, read 2026-11).
      { clusterMode: "enabled", automaticFailoverEnabled: true, multiAzEnabled };
}
