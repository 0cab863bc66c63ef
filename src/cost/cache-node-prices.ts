import { at, type PriceSource, type Tariff } from "./price";
import { tariff } from "./prices";

const READ = "2026-11";

const VIRGINIA: PriceSource = {
  confidence: "price list",
  source: "a public project's table from the Price List API for us-east-1 (Redis, NodeUsage), 2026-10",
  read: READ,
};
const LONDON_LIST: PriceSource = {
  confidence: "price list",
  source: "a public project's tests for eu-west-2, with usage types (Redis), 2026-09",
  read: READ,
};
const LONDON: PriceSource = {
  confidence: "unconfirmed",
  source: "estimated: 12.5 % above us-east-1, as cache.t4g.micro is in two public extracts of the price list",
  read: READ,
};

const OREGON_LIST: PriceSource = {
  confidence: "price list",
  source: "a public project's reading of the Price List API for us-west-2, with usage types (Redis), 2026-09",
  read: READ,
};

/** Against Virginia, where nobody states a node's price in London. */
const LONDON_FACTOR = 1.125;

/** US dollars for an hour of a node of Redis in Virginia; Ohio costs the same. */
const NODES: Readonly<Record<string, number>> = {
  "cache.t3.micro": 0.017,
  "cache.t3.small": 0.034,
  "cache.t3.medium": 0.068,
  "cache.t4g.micro": 0.016,
  "cache.t4g.small": 0.032,
  "cache.t4g.medium": 0.065,
  "cache.m5.large": 0.156,
  "cache.m5.xlarge": 0.311,
  "cache.m6g.large": 0.149,
  "cache.m6g.xlarge": 0.297,
  "cache.m7g.large": 0.158,
  "cache.m7g.xlarge": 0.315,
  "cache.m7g.2xlarge": 0.629,
  "cache.r5.large": 0.216,
  "cache.r5.xlarge": 0.431,
  "cache.r6g.large": 0.206,
  "cache.r6g.xlarge": 0.411,
  "cache.r6g.2xlarge": 0.821,
  "cache.r7g.large": 0.219,
  "cache.r7g.xlarge": 0.437,
  "cache.r7g.2xlarge": 0.873,
};

/** US dollars for an hour of a node of Redis in London, as far as somebody states it. */
const LONDON_NODES: Readonly<Record<string, number>> = {
  "cache.t4g.micro": 0.018,
  "cache.t4g.medium": 0.072,
  "cache.r7g.large": 0.256,
};

/** US dollars for an hour of a node of Redis in Oregon, as far as somebody states it. */
const OREGON_NODES: Readonly<Record<string, number>> = { "cache.t3.medium": 0.068 };

/** The price of a node of Redis; undefined for a node type that is not in the table. */
export function cacheNodePrice(nodeType: string): Tariff | undefined {
  const usd = NODES[nodeType];
  if (usd === undefined) return undefined;
  const listed = LONDON_NODES[nodeType];
  const inOregon = OREGON_NODES[nodeType];
  return tariff(
    { item: `ElastiCache ${nodeType}`, unit: "hour", usd, ...VIRGINIA },
    {
      london:
        listed === undefined ? at(Number((usd * LONDON_FACTOR).toFixed(3)), LONDON) : at(listed, LONDON_LIST),
      oregon: inOregon === undefined ? undefined : at(inOregon, OREGON_LIST),
    },
  );
}
