/** Node types have a family and a size: `cache.t3.micro`, `cache.r7g.2xlarge`. */
const NODE_TYPE = /^cache\.[a-z][a-z0-9]+\.[a-z0-9]+$/;

/**
 * What joins a global datastore: these families, in size large and above.
 *
 * Source: ElastiCache User Guide, "Prerequisites and limitations" of global datastores, read 2026-11.
 */
const GLOBAL_NODE_TYPE = /^cache\.(m5|m6g|m7g|r5|r6g|r6gd|r7g|c7gn)\.(\d*x?large)$/;

/** Without automatic failover, as long as there is one shard (provider documentation, read 2026-11). */
const WITHOUT_FAILOVER = /^cache\.t[12]\./;

/** Data tiering is another argument, without which these types are refused (provider documentation, read 2026-11). */
const DATA_TIERING = /^cache\.\w+gd\./;

/** Whether caches of this node type can be members of a global datastore. */
export function joinsGlobalDatastore(nodeType: string): boolean {
  return GLOBAL_NODE_TYPE.test(nodeType);
}

/** What speaks against a node type; undefined where nothing does. */
export function nodeTypeProblem(nodeType: string): string | undefined {
  if (!NODE_TYPE.test(nodeType)) return "must be a node type of ElastiCache such as cache.t3.micro";
  if (WITHOUT_FAILOVER.test(nodeType)) {
    return "knows no automatic failover: take a newer one such as cache.t3.micro or cache.m7g.large";
  }
  if (DATA_TIERING.test(nodeType)) {
    return "stores data on disks, which this cache does not: take the same without d, such as cache.r6g.xlarge";
  }
  return undefined;
}
