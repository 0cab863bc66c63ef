import { cacheNodePrice } from "../../../src/cost/cache-node-prices";
import { estimate } from "../../../src/cost/estimate";
import { PRICES } from "../../../src/cost/prices";
import type { Block } from "../../../src/terraform/configuration";
import { quantitiesOf, reasonsOf, stackOf, USAGE } from "../support";

const group = (change: Block = {}) => ({
  aws_elasticache_replication_group: {
    it: {
      node_type: "cache.t3.micro",
      num_cache_clusters: 2,
      snapshot_retention_limit: 5,
      ...change,
    },
  },
});

describe("ElastiCache", () => {
  it("prices every node by its type, and snapshots beyond the first", () => {
    expect(quantitiesOf(group())).toEqual([
      ["ElastiCache cache.t3.micro", 1460, 1460],
      [PRICES.cacheSnapshot.item, 1.2, 1.2],
    ]);
  });

  it("has nothing but nodes where no snapshot is kept", () => {
    expect(quantitiesOf(group({ snapshot_retention_limit: undefined }))).toHaveLength(1);
  });

  it("prices every node of every shard in cluster mode", () => {
    const clustered = { num_cache_clusters: undefined, num_node_groups: 3, replicas_per_node_group: 1 };
    expect(quantitiesOf(group({ ...clustered, snapshot_retention_limit: undefined }))).toEqual([
      ["ElastiCache cache.t3.micro", 6 * 730, 6 * 730],
    ]);
  });

  it("prices a follower like the first member of its global datastore, which is in the other stack", () => {
    const configurations = {
      primary: stackOf("us-east-1", group({ node_type: "cache.m7g.large" })),
      dr: stackOf("us-east-2", group({ node_type: undefined, global_replication_group_id: "xxxxx-a" })),
    };
    const { lines, notPriced } = estimate({ system: "payments", configurations }, USAGE);
    expect(notPriced).toEqual([]);
    expect(lines.dr.map(({ price }) => price.item)).toContain("ElastiCache cache.m7g.large");
  });

  it.each<[string, Block, string]>([
    [
      "a node type that nobody looked up",
      { node_type: "cache.x9.large" },
      "there is no price for cache.x9.large",
    ],
    ["a follower alone", { node_type: undefined }, "its node type is that of a global datastore elsewhere"],
  ])("has no price for %s", (_what, change, reason) => {
    expect(reasonsOf(group(change))).toEqual([reason]);
  });
});

describe("the price of a node", () => {
  const priceIn = (region: string, nodeType = "cache.t3.micro") =>
    cacheNodePrice(nodeType)?.priceIn({ region, peer: "us-east-1" });

  it.each([
    ["us-east-1", 0.017],
    ["us-east-2", 0.017],
    ["eu-west-2", 0.019],
  ])("in %s is %d", (region, usd) => {
    expect(priceIn(region)?.usd).toBe(usd);
  });

  it("in London is marked as estimated, unless somebody states it", () => {
    expect(priceIn("eu-west-2")).toMatchObject({ confidence: "unconfirmed", read: "2026-11" });
    expect(priceIn("eu-west-2", "cache.t4g.micro")).toMatchObject({ usd: 0.018, confidence: "price list" });
  });

  it("in Oregon is marked as estimated, unless somebody states it", () => {
    expect(priceIn("us-west-2")).toMatchObject({ usd: 0.017, confidence: "unconfirmed" });
    expect(priceIn("us-west-2", "cache.t3.medium")).toMatchObject({ usd: 0.068, confidence: "price list" });
  });

  it.each([
    ["eu-central-1", "cache.t4g.small", 0.036, "price list"],
    ["eu-central-1", "cache.t4g.medium", 0.073, "unconfirmed"],
    ["eu-west-1", "cache.r6g.xlarge", 0.458, "price list"],
    ["eu-west-1", "cache.t4g.medium", 0.072, "unconfirmed"],
  ])("in %s, a %s, is %d (%s)", (region, nodeType, usd, confidence) => {
    expect(priceIn(region, nodeType)).toMatchObject({ usd, confidence });
  });

  it("is not known elsewhere", () => {
    expect(priceIn("sa-east-1")).toBeUndefined();
  });
});
