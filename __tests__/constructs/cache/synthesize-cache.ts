import type { z } from "zod";
import { RedisCache, type RedisCacheProps } from "../../../src/constructs/cache/redis-cache";
import { cacheSettings, type clusterCacheSettings } from "../../../src/constructs/cache/settings";
import { Network } from "../../../src/constructs/network/network";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { synthesizeStack, type Placement } from "../../support/stack";

export const DATA_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
export const LOGS_KEY = "arn:aws:kms:us-east-1:111122223333:key/logs";

/** What an environment may give. */
export type GivenSettings = z.input<typeof cacheSettings>;

/** What an environment may give of a cache in cluster mode. */
export type GivenClusterSettings = z.input<typeof clusterCacheSettings>;

export const GLOBAL = { globalDatastore: true, nodeType: "cache.m7g.large" } as const;

/** A cache as a stack has it. */
export function addCache(
  stack: RegionalStack,
  settings: GivenSettings = {},
  given: Partial<RedisCacheProps> = {},
): RedisCache {
  return new RedisCache(stack, "cache", {
    network: new Network(stack, "network", {
      cidr: "10.30.0.0/16",
      settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
      logsKeyArn: LOGS_KEY,
    }),
    settings: cacheSettings.parse(settings),
    keyArn: DATA_KEY,
    logsKeyArn: LOGS_KEY,
    logRetentionInDays: 14,
    ...given,
  });
}

/** What a stack with a cache synthesizes to. */
export function synthesizeCache(
  settings: GivenSettings = {},
  given: Partial<RedisCacheProps> = {},
  placement: Placement = {},
) {
  return synthesizeStack((stack) => void addCache(stack, settings, given), placement);
}
