import type { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { failoverArguments, nodeArguments, type CacheNodes } from "./node-arguments";
import { LOG_TYPES, type RedisParts } from "./redis-parts";
import { REDIS, type RedisUsers } from "./redis-users";
import type { CacheSettings, ClusterCacheSettings } from "./settings";

export const REDIS_PORT = 6379;

/**
 * What a global datastore decides for its members, and a failover moves (issues 38557, 46121 and 27875 of the provider,
 * read 2026-11). What is changed here is changed at the global datastore (docs/cache.md).
 */
const DECIDED_GLOBALLY = [
  "automatic_failover_enabled",
  "engine_version",
  "multi_az_enabled",
  "node_type",
  "num_cache_clusters",
  "parameter_group_name",
];

/**
 * What a cache is in a global datastore: the first member, from which the others take node type, version, encryption and
 * parameters, or a follower of the global datastore with this id.
 */
export type DatastoreMember =
  { readonly kind: "first" } | { readonly kind: "follower"; readonly globalReplicationGroupId: string };

/** What an environment may say of a cache, whether it has one shard or is in cluster mode. */
export type RedisSettings = Omit<CacheSettings, "globalDatastore"> | ClusterCacheSettings;

/** What a replication group is made from. */
export interface GroupProps {
  readonly replicationGroupId: string;
  readonly settings: RedisSettings;
  readonly nodes: CacheNodes;
  readonly keyArn: string;
  readonly member?: DatastoreMember;
  readonly parts: RedisParts;
  readonly users: RedisUsers;
  readonly isProtected: boolean;
}

/** The arguments of a cache's replication group. */
export function groupArguments(props: GroupProps): ElasticacheReplicationGroupConfig {
  const { replicationGroupId, settings, nodes, member, parts } = props;
  return {
    replicationGroupId,
    description: "Sessions and what is quicker to keep than to compute",
    ...(member?.kind === "follower"
      ? { globalReplicationGroupId: member.globalReplicationGroupId }
      : ownEngine(props)),
    kmsKeyId: props.keyArn,
    ...nodeArguments(nodes),
    port: REDIS_PORT,
    subnetGroupName: parts.subnetGroup.name,
    securityGroupIds: [parts.securityGroup.id],
    userGroupIds: [props.users.group.id],
    snapshotRetentionLimit: settings.snapshotRetentionDays,
    snapshotWindow: "03:00-05:00",
    maintenanceWindow: "sun:05:00-sun:07:00",
    ...(props.isProtected && { finalSnapshotIdentifier: `${replicationGroupId}-final` }),
    // Log delivery takes no other, and a change of a session cache can't wait for Sunday.
    applyImmediately: true,
    logDeliveryConfiguration: LOG_TYPES.map((logType) => ({
      logType,
      logFormat: "json",
      destinationType: "cloudwatch-logs",
      destination: parts.logGroups[logType].resource.name,
    })),
    // Creations of 40 min and more are known (provider issues 20111, 2048 and 33011, read 2026-11).
    timeouts: { create: "60m", update: "60m", delete: "60m" },
    ...(member && { lifecycle: { ignoreChanges: DECIDED_GLOBALLY } }),
    // Subnets and log groups are referred to; what may write into those is not.
    dependsOn: [parts.logDelivery.resource],
  };
}

/** What a follower inherits, and must not say. */
function ownEngine({ settings, nodes, parts }: GroupProps) {
  return {
    engine: REDIS,
    engineVersion: settings.engineVersion,
    nodeType: settings.nodeType,
    ...(parts.parameterGroup && { parameterGroupName: parts.parameterGroup.name }),
    ...failoverArguments(nodes),
    atRestEncryptionEnabled: "true",
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    autoMinorVersionUpgrade: "true",
  };
}
