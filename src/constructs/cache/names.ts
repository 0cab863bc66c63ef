import type { Construct } from "constructs";
import type { Site } from "../../config/site";
import { RegionalStack } from "../../stacks/regional-stack";

/** The cache's thing in names. */
export const CACHE = "cache";

/** The id of a site's replication group, computed: alarms, policies and the failover name it without asking AWS. */
export function replicationGroupId(scope: Construct, site: Site): string {
  return RegionalStack.of(scope).physicalName(CACHE, "elastiCacheReplicationGroup", site);
}

/** ElastiCache numbers the nodes of a group that has one shard: `<group>-001` and on (User Guide, read 2026-11). */
export function nodeIds(groupId: string, nodes: number): string[] {
  return Array.from({ length: nodes }, (_, index) => `${groupId}-${String(index + 1).padStart(3, "0")}`);
}

/** The end of the global datastore's id. What stands before it, AWS decides: five letters that tell the region. */
export function globalDatastoreSuffix(scope: Construct): string {
  return RegionalStack.of(scope).physicalName(`${CACHE}-global`, "elastiCacheReplicationGroup", "primary");
}
