import { DescribeReplicationGroupsCommand } from "@aws-sdk/client-elasticache";
import type { RegionalClients } from "../../aws/clients";
import { ifPresent } from "../../state/errors";

/** A site's member of a global datastore. */
export interface CacheState {
  /** As ElastiCache calls it, for example `available`. */
  readonly status: string;
  /** `PRIMARY` or `SECONDARY`; undefined where it is in no global datastore. */
  readonly role: string | undefined;
}

/**
 * Describes a site's member of a global datastore.
 *
 * @returns undefined where there is no such replication group.
 */
export async function cacheState(
  { elastiCache }: Pick<RegionalClients, "elastiCache">,
  replicationGroupId: string,
  abortSignal: AbortSignal,
): Promise<CacheState | undefined> {
  const describe = new DescribeReplicationGroupsCommand({ ReplicationGroupId: replicationGroupId });
  const found = await ifPresent(
    elastiCache.send(describe, { abortSignal }),
    "ReplicationGroupNotFoundFault",
    "ReplicationGroupNotFound",
  );
  const group = found?.ReplicationGroups?.[0];
  if (!group) return undefined;
  return {
    status: group.Status ?? "unknown",
    role: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupMemberRole,
  };
}
