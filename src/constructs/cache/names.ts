import type { Construct } from "constructs";
import type { Site } from "../../config/site";
import { RegionalStack } from "../../stacks/regional-stack";

/** What a cache is called in names, unless its system calls it something else. */
export const CACHE = "cache";

/** The id of a site's replication group, computed: alarms, policies and the failover name it without asking AWS. */
export function replicationGroupId(scope: Construct, site: Site, thing: string = CACHE): string {
  return RegionalStack.of(scope).physicalName(thing, "elastiCacheReplicationGroup", site);
}

/** ElastiCache numbers the nodes of a group that has one shard: `<group>-001` and on (User Guide, read 2026-11). */
export function nodeIds(groupId: string, nodes: number): string[] {
  return Array.from({ length: nodes }, (_, index) => `${groupId}-${String(index + 1).padStart(3, "0")}`);
}

/**
 * The nodes of each shard in cluster mode, by the shard's id: `0001` has `<group>-0001-001` and on.
 *
 * Source: CreateReplicationGroup, example `rc-rg3` in the API model of SDK 3.1162, read 2026-11.
 */
export function nodeIdsByShard(
  groupId: string,
  shards: number,
  nodes: number,
): Readonly<Record<string, readonly string[]>> {
  const ids = Array.from({ length: shards }, (_, index) => String(index + 1).padStart(4, "0"));
  return Object.fromEntries(ids.map((shardId) => [shardId, nodeIds(`${groupId}-${shardId}`, nodes)]));
}

/** The end of the global datastore's id. What stands before it, AWS decides: five letters that tell the region. */
export function globalDatastoreSuffix(scope: Construct, thing: string = CACHE): string {
  return RegionalStack.of(scope).physicalName(`${thing}-global`, "elastiCacheReplicationGroup", "primary");
}
