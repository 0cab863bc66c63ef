import type { PriceSource, Tariff } from "./price";
import { AS_IN_VIRGINIA } from "./regions/oregon";
import { sizedTariff, type SizedPrices } from "./sized-prices";

const READ = "2026-11";

const VIRGINIA: PriceSource = {
  confidence: "price list",
  source: "a public project's table from the Price List API for us-east-1 (Redis, NodeUsage), 2026-10",
  read: READ,
};
const LONDON: PriceSource = {
  confidence: "price list",
  source: "a public project's tests for eu-west-2, with usage types (Redis), 2026-09",
  read: READ,
};
const OREGON: PriceSource = {
  confidence: "price list",
  source: "a public project's reading of the Price List API for us-west-2, with usage types (Redis), 2026-09",
  read: READ,
};
const FRANKFURT: PriceSource = {
  confidence: "price list",
  source:
    "a public project's extract of the price list for eu-central-1 (cache.t3.small), and Infracost's estimate of another " +
    "one (cache.t4g.small with Valkey, which is 20 % below Redis)",
  read: READ,
};
const IRELAND: PriceSource = {
  confidence: "price list",
  source:
    "a public cost scanner's audit against the Price List API for eu-west-1 (Redis), 2026-08; cache.t3.micro from an " +
    "estimate of Infracost",
  read: READ,
};

/** US dollars for an hour of a node of Redis; Ohio costs as much as Virginia. */
const NODES: SizedPrices = {
  service: "ElastiCache",
  unit: "hour",
  from: VIRGINIA,
  usd: {
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
  },
  elsewhere: {
    "eu-west-2": {
      stated: {
        from: LONDON,
        usd: { "cache.t4g.micro": 0.018, "cache.t4g.medium": 0.072, "cache.r7g.large": 0.256 },
      },
      others: { factor: 1.125, seenAt: "as cache.t4g.micro in two public extracts of the price list" },
    },
    "us-west-2": {
      stated: { from: OREGON, usd: { "cache.t3.medium": 0.068 } },
      others: { sameBecause: AS_IN_VIRGINIA },
    },
    "eu-central-1": {
      stated: { from: FRANKFURT, usd: { "cache.t3.small": 0.038, "cache.t4g.small": 0.036 } },
      others: { factor: 1.125, seenAt: "as cache.t4g.small" },
    },
    "eu-west-1": {
      stated: {
        from: IRELAND,
        usd: {
          "cache.t3.micro": 0.018,
          "cache.m5.large": 0.172,
          "cache.m6g.large": 0.164,
          "cache.r6g.xlarge": 0.458,
        },
      },
      others: { factor: 1.114, seenAt: "as cache.r6g.xlarge" },
    },
  },
};

/** The price of a node of Redis; undefined for a node type that is not in the table. */
export function cacheNodePrice(nodeType: string): Tariff | undefined {
  return sizedTariff(NODES, nodeType);
}
