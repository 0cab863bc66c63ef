import type { RedisCacheProps } from "../../constructs/cache/redis-cache";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { REDIS } from "./names";
import type { GlobalstreamSettings } from "./settings";

/** What the cache of either site is made from: a cluster of its own, filled by whoever reads. */
export function cacheProps(
  { site, environment }: RegionalStack,
  given: GlobalstreamSettings,
  { network, operationsKeyArn, logRetentionInDays }: Foundation,
  keyArn: string,
): RedisCacheProps {
  const { suffix } = environment;
  return {
    thing: REDIS,
    settings: given.cache,
    network,
    keyArn,
    logsKeyArn: operationsKeyArn,
    logRetentionInDays,
    logGroupNames: { "slow-log": `/aws/elasticache/${REDIS}${site === "dr" ? "-dr" : ""}-${suffix}` },
  };
}
