import { cacheNodePrice } from "../cache-node-prices";
import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import type { Priced, PricingRules, Quantity } from "../rule";

/** ElastiCache keeps one snapshot of each cache for nothing (its price page; from memory). */
const FREE_SNAPSHOTS = 1;

/** ElastiCache. */
export const cacheRules: PricingRules = {
  aws_elasticache_replication_group: replicationGroup,
};

function replicationGroup(resource: Priced): Quantity[] {
  const { block, usage, number } = resource;
  const nodeType = nodeTypeOf(resource);
  const price = cacheNodePrice(nodeType);
  if (!price) throw new NotPriced(`there is no price for ${nodeType}`);
  const snapshots = block.snapshot_retention_limit === undefined ? 0 : number(block.snapshot_retention_limit);
  return [
    { price, quantity: nodesOf(resource) * HOURS_PER_MONTH },
    {
      price: PRICES.cacheSnapshot,
      quantity: usage.cache.snapshotGb * Math.max(0, snapshots - FREE_SNAPSHOTS),
    },
  ];
}

/** In cluster mode a group says how many shards it has, and how many replicas each of them. */
function nodesOf({ block, number }: Priced): number {
  return block.num_node_groups === undefined
    ? number(block.num_cache_clusters)
    : number(block.num_node_groups) * (1 + number(block.replicas_per_node_group));
}

/** A follower in a global datastore says none: it has the first member's, which stands in the other stack. */
function nodeTypeOf({ block, elsewhere, type }: Priced): string {
  const own = block.node_type ?? elsewhere(type).find(({ block: other }) => other.node_type)?.block.node_type;
  if (typeof own !== "string") throw new NotPriced("its node type is that of a global datastore elsewhere");
  return own;
}
